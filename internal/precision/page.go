package main

import (
	"fmt"
	"slices"
	"strings"
)

// count is how many findings have each verdict.
type count map[string]int

func (c count) all() (n int) {
	for _, v := range verdicts {
		n += c[v]
	}
	return n
}

// row writes the cells of a table: the findings, those with each verdict, and the share
// that is false.
func (c count) row() string {
	cells := []string{fmt.Sprint(c.all())}
	for _, v := range verdicts {
		cells = append(cells, fmt.Sprint(c[v]))
	}
	return strings.Join(append(cells, share(c["false"], c.all())), " | ")
}

func share(part, all int) string {
	if all == 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f %%", 100*float64(part)/float64(all))
}

// columns heads the cells of a row.
const columns = "findings | real | prescribed | arguable | false | share"

// sets are what modules were chosen for, with what the page says of it.
var sets = []struct{ name, title, text string }{
	{"first", "The first modules", "Their findings were read, and what was wrong was corrected, as a kind and not for the module. The table\nshows the findings after that: it says what is left, and not how well cryptolint does on other code."},
	{"second", "The second modules", "They ran after these corrections. The table shows what was found then; one kind of what is false there\nwas corrected afterwards, test support in packages that are called as those of the standard library."},
	{"third", "Modules that nobody had looked at", "They ran after all corrections. The table shows what was found: this is what to expect from other\ncode. The copied configurations of CL705 were corrected afterwards."},
	{"fourth", "Modules that nobody had looked at, a second time", "They ran with the rules of 0.1.0 but for CL203, CL302, CL404 and CL703. The table shows what was found. All IVs\nand nonces of CL205 and the encoder of CL204 were corrected afterwards."},
	{"fifth", "Modules that nobody had looked at, a third time", "They ran with all rules and after all corrections above, and most of them are cryptography or protocols. The table\nshows what was found. The constants of CL605 and the shuffled hosts of CL401 were corrected afterwards."},
	{"sixth", "Programs that nobody had looked at", "Servers, SDKs and tools this time. The table shows what was found. All that is false there was corrected afterwards."},
	{"seventh", "Programs that nobody had looked at, a second time", "They ran after these corrections, with CL304 and CL707 and without CL108, CL607, CL609, CL610 and CL708. The table shows\nwhat was found. The token of CoAP was corrected afterwards."},
	{"eighth", "Programs that nobody had looked at, a third time", "They ran with all rules. The table shows what was found. What is false there was corrected afterwards."},
	{"ninth", "Programs that nobody had looked at, a fourth time", "Larger programs: servers, proxies and libraries for logins. The table shows what was found. All that is false there\nwas corrected afterwards but the code phrase of CL607."},
	{"tenth", "Libraries that nobody had looked at", "Smaller ones, for logins, sessions, certificates, SSH and payments, after all corrections above. The table shows what was\nfound. What is false there was corrected afterwards."},
	{"eleventh", "Programs that nobody had looked at, a fifth time", "Servers, SDKs and libraries. The table shows what was found. What is false there was corrected afterwards but the key of a package\nwith the blocks of a test."},
	{"twelfth", "Programs that nobody had looked at, a sixth time", "Smaller libraries and programs. The table shows what was found. What is false there was corrected afterwards but two findings:\none of CL203, where the caller in another package computes the MAC, and one of CL605 in a key derivation of the program's own."},
	{"thirteenth", "Programs that nobody had looked at, a seventh time", "They ran after the corrections of the sixth time. Fifteen of the false findings are in test support, which was not recognized as such.\nAll were corrected afterwards but two of CL707. Not all packages of lnd and td compile from the module alone."},
	{"fourteenth", "Programs that nobody had looked at, an eighth time", "Smaller libraries, after all corrections above. The table shows what was found. All that is false there\nwas corrected afterwards."},
	{"fifteenth", "Programs that nobody had looked at, a ninth time", "Servers, frameworks, commands and libraries. The table shows what was found. All that is false there was corrected afterwards.\nA few packages of alertmanager, dendrite, docker-credential-helpers, image and modbus do not compile from the module alone."},
	{"sixteenth", "Programs that nobody had looked at, a tenth time", "They ran after the corrections of the ninth time but that of CL107. The table shows what was found. All that is false\nthere was corrected afterwards. A few packages of pinecone do not compile from the module alone."},
	{"seventeenth", "Programs that nobody had looked at, an eleventh time", "Smaller libraries, after all corrections above. The table shows what was found. All that is false there is in one copy of TLS with other ciphers; the\nkey of CL301 was corrected afterwards, the messages of the handshake and the table of CL101 were not."},
	{"eighteenth", "Programs that nobody had looked at, a twelfth time", "Two proxies, a certificate authority, a wallet, SDKs and small libraries, after all corrections above. The table shows what was found. Of what is false\nthere, the certificate for tests, the first message of TLS, the token of ACME and the password of JWE were corrected afterwards, and the digests in memory say less. Some packages of cert-manager, cos-go-sdk, fulcio, sing-box\nand traefik do not compile from the module alone."},
	{"nineteenth", "Programs that nobody had looked at, a thirteenth time", "Frameworks, SDKs, network libraries and small programs, after all corrections above and with 26 new patterns. The table shows what was\nfound. What is false there, a scanner that logs which signatures are bad, was corrected\nafterwards."},
	{"twentieth", "Programs that nobody had looked at, a fourteenth time", "Auth servers, VPNs, databases, SDKs and small libraries. The table shows what was found. Fourteen findings are one mistake in programs that are copies of each other.\nAll that is false there was corrected afterwards. Some packages of dex, server-sdk-go and yggdrasil-go do not compile from the module alone."},
	{"twentyfirst", "Programs that nobody had looked at, a fifteenth time", "Small libraries of keys, tokens, certificates and credentials, after the corrections of the fourteenth time. The table shows what was found. What is\nfalse there was corrected afterwards but the state that nobody sets. Two rules failed on two packages of tea; they ran again after that was corrected."},
	{"twentysecond", "Programs that nobody had looked at, a sixteenth time", "Small libraries and an upload server, after the corrections of the fourteenth and the fifteenth time. The table shows what was found. Of what is false there\nthe key for tests was corrected afterwards, the puzzle in its plainest form, and the bcrypt of another module not. A package of go-srp and one of gotransip do not compile."},
	{"named", "Libraries of cryptography, and programs around certificates", "The table shows what was found. OTR was not among the protocols that soften a finding, the salt was high, and the import of\nWireGuard, of which only a constant is used, was reported: all three were corrected afterwards."},
	{"platforms", "Platforms that everybody knows", "The table shows what was found after the corrections that they led to: all ran again. 57 packages of vault, seven of syncthing and\nfour of go-ethereum do not compile from the module alone, so what is in them is not in the table."},
}

// Page writes docs/precision.md. Every finding has to have a verdict.
func (t *tables) Page() (string, error) {
	for _, f := range t.findings {
		if f.verdict == unread {
			return "", fmt.Errorf("%s: nobody has read %s %s yet: write a verdict and a reason into %s", f.module, f.rule, f.place, verdictsFile)
		}
	}
	var b strings.Builder
	b.WriteString(`# Precision

How often is a finding right? cryptolint ran, with the default profile and no configuration, on modules that it was not written for, and a person read every
finding in the code. A finding is

- **real**: somebody who knows the code would change it;
- **prescribed**: true, and a protocol or a format asks for it, so that both ends have to change;
- **arguable**: true, and it does not matter much there;
- **false**: wrong.

"Share" is that of false findings. [internal/precision](../internal/precision) has the list of the modules, every finding with its verdict and the reason, and the
command that made this page: ` + "`go run ./internal/precision`" + `.
`)
	for _, set := range sets {
		t.section(&b, set.name, set.title, set.text)
	}
	t.missed(&b)
	return b.String(), nil
}

func (t *tables) section(b *strings.Builder, set, title, text string) {
	in := make(map[string]bool)
	lines, modules := 0, 0
	for _, m := range t.modules {
		if m.set == set {
			in[m.path] = true
			lines, modules = lines+m.lines, modules+1
		}
	}
	if modules == 0 {
		return
	}
	total, byGrade, byRule, byModule := make(count), make(map[string]count), make(map[string]count), make(map[string]count)
	for _, f := range t.findings {
		if !in[f.module] {
			continue
		}
		total[f.verdict]++
		add(byGrade, f.severity+"/"+f.confidence, f.verdict)
		add(byRule, f.rule, f.verdict)
		add(byModule, f.module, f.verdict)
	}
	fmt.Fprintf(b, "\n## %s\n\n%d modules, %d lines without tests. %s\n\n", title, modules, lines, text)
	fmt.Fprintf(b, "| | %s |\n| --- |%s\n| all | %s |\n", columns, strings.Repeat(" --- |", 6), total.row())
	table(b, "severity/confidence", grades(), byGrade)
	table(b, "rule", nil, byRule)
	fmt.Fprintf(b, "\n| module | what | lines | %s |\n| --- | --- | --- |%s\n", columns, strings.Repeat(" --- |", 6))
	for _, m := range t.modules {
		if m.set == set {
			fmt.Fprintf(b, "| %s %s | %s | %d | %s |\n", m.path, m.version, m.what, m.lines, byModule[m.path].row())
		}
	}
}

func add(to map[string]count, key, verdict string) {
	if to[key] == nil {
		to[key] = make(count)
	}
	to[key][verdict]++
}

// grades lists severities and confidences as people read them, the gravest and surest
// first.
func grades() (all []string) {
	for _, severity := range []string{"critical", "high", "medium", "low"} {
		for _, confidence := range []string{"high", "medium", "low"} {
			all = append(all, severity+"/"+confidence)
		}
	}
	return all
}

func table(b *strings.Builder, title string, keys []string, counts map[string]count) {
	if keys == nil {
		for key := range counts {
			keys = append(keys, key)
		}
		slices.Sort(keys)
	}
	fmt.Fprintf(b, "\n| %s | %s |\n| --- |%s\n", title, columns, strings.Repeat(" --- |", 6))
	for _, key := range keys {
		if counts[key] != nil {
			fmt.Fprintf(b, "| %s | %s |\n", key, counts[key].row())
		}
	}
}

func (t *tables) missed(b *strings.Builder) {
	if len(t.misses) == 0 {
		return
	}
	b.WriteString("\n## What was missed\n\nA search through the same modules for comparisons, block ciphers, IVs and math/rand beside secrets found these, and cryptolint did not.\n\n| module | place | rule | why |\n| --- | --- | --- | --- |\n")
	for _, m := range t.misses {
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", m.module, m.place, m.rule, m.reason)
	}
}
