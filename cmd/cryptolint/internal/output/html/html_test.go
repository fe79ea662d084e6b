package html_test

import (
	"crypto/sha256"
	"encoding/base64"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"github.com/cryptolint/cryptolint/analyzers"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
	docs "github.com/cryptolint/cryptolint/docs/rules"
	"github.com/cryptolint/cryptolint/internal/rule"
)

const seal = `package vault

import "crypto/cipher"

func seal(gcm cipher.AEAD, msg []byte) []byte {
	nonce := make([]byte, 12)
	return gcm.Seal(nil, nonce, msg, nil)
}
`

var fixedNonce = rule.Meta{
	ID: "CL205", Name: "fixednonce", Title: "nonce that is never filled", Severity: rule.Critical,
	CWE: 323, Instead: []string{"safeapi/aead.Keyring.Encrypt", "safeapi/aead.Keyring.Decrypt"},
}

var pages = fstest.MapFS{"CL205-fixednonce.md": {Data: []byte(
	"# CL205\n\n## Bad\n\n```go\nbad()\n```\n\n## Good with safeapi\n\nText.\n\n```go\nkeys.Encrypt(msg, \"vault\")\n```\n\n## Options\n")}}

// sealed returns a directory with seal.go in vault, and the finding in it.
func sealed(t *testing.T) (dir string, f finding.Finding) {
	t.Helper()
	dir = t.TempDir()
	file := filepath.Join(dir, "vault", "seal.go")
	write(t, file, seal)
	return dir, finding.Finding{
		Rule: fixedNonce, Severity: rule.High, Confidence: rule.Certain,
		Message: "gcm.Seal gets a nonce of zeros; use safeapi/aead.Keyring.Encrypt",
		Pos:     finding.Position{File: file, Line: 7, Column: 23}, End: finding.Position{File: file, Line: 7, Column: 28},
		Steps: []finding.Step{{Pos: finding.Position{File: file, Line: 6, Column: 2}, Message: "memory that nothing fills"}},
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func page(t *testing.T, report *finding.Report, o output.Options) string {
	t.Helper()
	report.Sort()
	report.Fingerprint()
	var got strings.Builder
	if err := output.HTML(&got, report, o); err != nil {
		t.Fatal(err)
	}
	return got.String()
}

// inOrder checks that the page has all of the texts, one behind the other.
func inOrder(t *testing.T, page string, texts ...string) {
	t.Helper()
	rest := page
	for _, text := range texts {
		_, after, found := strings.Cut(rest, text)
		if !found {
			t.Fatalf("%q is missing or not in its place; the page from there:\n%.3000s", text, rest)
		}
		rest = after
	}
}

func TestAFindingSaysAllThereIsToKnow(t *testing.T) {
	dir, f := sealed(t)
	f.Fixes = []finding.Fix{{Message: "draw the nonce from crypto/rand"}}
	report := &finding.Report{Findings: []finding.Finding{f}}
	got := page(t, report, output.Options{Dir: dir, Pages: pages, Version: "1.2.3"})

	inOrder(t, got,
		`<h1>1 finding in 1 file</h1>`,
		`1 high · 1 can be fixed with “cryptolint fix”`,
		`<section class="group">
<h3>High `,
		`<article id="f-`+report.Findings[0].Fingerprint+`" data-severity="high" data-confidence="high" data-rule="CL205" data-package="vault" data-place="0">`,
		`CL205</a> nonce that is never filled</h4>`,
		`high severity`, `high confidence`, `href="https://cwe.mitre.org/data/definitions/323.html"`, `fixable`,
		`<p class="message">gcm.Seal gets a nonce of zeros</p>`,
		`<details open>`, `vault/seal.go:7:23`,
		`<span class="at"><i>7</i><code>    return gcm.Seal(nil, <mark>nonce</mark>, msg, nil)`,
		`<ol class="path">`,
		`memory that nothing fills`, `vault/seal.go:6:2`, `<i>6</i><code><mark>nonce</mark> := make([]byte, 12)`,
		`<code>safeapi/aead.Keyring.Encrypt</code> instead`, `href="#rule-CL205"`,
		`“cryptolint fix” can do this for you: draw the nonce from crypto/rand`,
		`href="https://github.com/cryptolint/cryptolint/blob/main/docs/rules/CL205-fixednonce.md"`,
		`id="rule-CL205"`, `keys.Encrypt(msg, &#34;vault&#34;)`,
		`Made by cryptolint 1.2.3`,
	)
	if strings.Contains(got, "bad()") {
		t.Error("the page shows the wrong way as the way to do it")
	}
}

func TestASuppressedFindingSaysWhoAndWhy(t *testing.T) {
	for _, c := range []struct {
		kind         finding.SuppressionKind
		reason, want string
	}{
		{finding.ByIgnore, "a test vector", "Suppressed by a //cryptolint:ignore comment: <q>a test vector</q>"},
		{finding.ByNolint, "", "Suppressed by a //nolint comment: <em>no reason given</em>"},
		{finding.ByNosec, "", "Suppressed by a #nosec comment: "},
		{finding.ByBaseline, "", "Suppressed by the baseline: "},
	} {
		t.Run(string(c.kind), func(t *testing.T) {
			dir, f := sealed(t)
			f.Suppression = &finding.Suppression{Kind: c.kind, Reason: c.reason}
			got := page(t, &finding.Report{Suppressed: []finding.Finding{f}}, output.Options{Dir: dir})
			inOrder(t, got, "<h1>No findings</h1>", "1 suppressed finding</p>", `<section id="silenced"`, c.want)
		})
	}
}

func TestAReportWithFailuresNeverLooksClean(t *testing.T) {
	got := page(t, &finding.Report{Failures: []finding.Failure{
		{Package: "example.com/shop", Message: "shop.go:3:1: undefined: Price\nshop.go:9:1: missing return"},
		{Package: "example.com/mail", Rule: "CL205", Internal: true, Message: "panic: index out of range"},
	}}, output.Options{Dir: t.TempDir()})

	inOrder(t, got,
		"<title>cryptolint: no findings, analysis incomplete</title>",
		"<h1>No findings, but not everything was analysed</h1>",
		"This report is incomplete",
		"cryptolint itself failed in CL205 on example.com/mail", "panic: index out of range",
		"Could not be analysed: example.com/shop", "undefined: Price\nshop.go:9:1: missing return",
		"None in what could be analysed.",
	)
}

func TestAnEmptyReport(t *testing.T) {
	got := page(t, &finding.Report{}, output.Options{})
	inOrder(t, got, "<h1>No findings</h1>", "<p>None.</p>")
	if strings.Contains(got, "incomplete") || strings.Contains(got, "<form") {
		t.Error("an empty report speaks of failures, or has filters")
	}
}

// Everything that comes from outside is hostile here. It must stay text, and
// nothing that is invisible or turns the direction may reach the reader.
func TestHostileTextStaysText(t *testing.T) {
	const hostile = "</script></style></title></pre>--><script>pwned=1</script><img src=x onerror=pwned=1>" +
		"\" ' onfocus=pwned=1 {{.Version}} ${pwned} \u202e\u2066\u200b\x00\x1b[2J\xff\u2028\ufeff"
	dir := t.TempDir()
	file := filepath.Join(dir, "pack<script>pwned=1", "a\u202e\"'<script>\x1b.go")
	write(t, file, "package a\n\nvar x = `"+hostile+"`\n")
	at := finding.Position{File: file, Line: 3, Column: 1}
	meta := rule.Meta{ID: "CL1" + hostile, Name: hostile, Title: hostile, Severity: rule.Low, CWE: 1, Instead: []string{hostile}}
	f := finding.Finding{
		Rule: meta, Severity: rule.Low, Confidence: rule.Likely, Message: hostile, Pos: at, End: at,
		Steps: []finding.Step{{Pos: at, Message: hostile}}, Fixes: []finding.Fix{{Message: hostile}},
	}
	silenced := f
	silenced.Suppression = &finding.Suppression{Kind: hostile, Reason: hostile}
	got := page(t, &finding.Report{
		Findings: []finding.Finding{f}, Suppressed: []finding.Finding{silenced}, Notes: []string{hostile},
		Failures: []finding.Failure{{Package: hostile, Rule: hostile, Message: hostile + "\n" + hostile}},
	}, output.Options{Dir: dir, Version: hostile, Pages: fstest.MapFS{}})

	for _, tag := range []string{"<script", "</script", "<style", "</style", "<title>"} {
		if n := strings.Count(got, tag); n != 1 && tag != "<title>" {
			t.Errorf("%d × %q, want 1", n, tag)
		}
	}
	if strings.Contains(got, "<img") {
		t.Error("an element of the code became an element of the page")
	}
	if !utf8.ValidString(got) {
		t.Error("the page is not UTF-8")
	}
	for _, r := range got {
		if r != '\n' && !unicode.IsPrint(r) {
			t.Errorf("the page has the character %U", r)
		}
	}
	inOrder(t, got, `\u202e\u2066\u200b\x00\x1b[2J\xff\u2028\ufeff`)
}

// The policy allows the style and the script of the page by their digests, and
// no attribute carries either.
func TestThePolicyAllowsTheStyleAndTheScriptAlone(t *testing.T) {
	dir, f := sealed(t)
	got := page(t, &finding.Report{Findings: []finding.Finding{f}}, output.Options{Dir: dir, Pages: pages})

	policy := regexp.MustCompile(`Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(got)[1]
	policy = strings.NewReplacer("&#39;", "'", "&#43;", "+").Replace(policy)
	if !strings.HasPrefix(policy, "default-src 'none';") || strings.Contains(policy, "unsafe") {
		t.Errorf("the policy is %s", policy)
	}
	for element, directive := range map[string]string{"style": "style-src", "script": "script-src"} {
		inline := regexp.MustCompile(`(?s)<` + element + `>(.*)</` + element + `>`).FindStringSubmatch(got)[1]
		sum := sha256.Sum256([]byte(inline))
		if want := directive + " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "';"; !strings.Contains(policy, want) {
			t.Errorf("the policy %s has no %s", policy, want)
		}
	}
	if found := regexp.MustCompile(`<[^>]*\s(style|on\w+|src|srcset|action)=`).FindString(got); found != "" {
		t.Errorf("the page has %s", found)
	}
	for _, m := range regexp.MustCompile(`<(\w+)[^>]*\shref="([^"]*)`).FindAllStringSubmatch(got, -1) {
		if m[1] != "a" && !strings.HasPrefix(m[2], "data:") {
			t.Errorf("%s asks for %s", m[1], m[2])
		}
	}
}

func TestTheSameReportMakesTheSameBytes(t *testing.T) {
	dir, f := sealed(t)
	other := f
	other.Pos.Line, other.Rule.ID = 5, "CL206"
	report := &finding.Report{Findings: []finding.Finding{f, other}}
	first := page(t, report, output.Options{Dir: dir, Pages: pages})
	for range 5 {
		if page(t, report, output.Options{Dir: dir, Pages: pages}) != first {
			t.Fatal("the same report makes other bytes")
		}
	}
	if strings.Contains(first, dir) {
		t.Error("the page names the directory of this machine")
	}
}

// A line directive can name any file: "//line /etc/passwd:1".
func TestWhatIsNoSourceFileIsNotShown(t *testing.T) {
	dir, f := sealed(t)
	secret := filepath.Join(dir, "passwd")
	write(t, secret, "root:x:0:0\n")
	f.Steps[0].Pos = finding.Position{File: secret, Line: 1, Column: 1}
	got := page(t, &finding.Report{Findings: []finding.Finding{f}}, output.Options{Dir: dir})
	if strings.Contains(got, "root:x") {
		t.Error("the page shows a file that is no source")
	}
	inOrder(t, got, "memory that nothing fills", "passwd:1:1")
}

func TestTheSummaryCountsBySeverityRuleAndPackage(t *testing.T) {
	dir, f := sealed(t)
	medium := f
	medium.Severity, medium.Pos.Line = rule.Medium, 5
	token := f
	token.Rule = rule.Meta{ID: "CL401", Name: "weakrandom", Title: "secret generated with math/rand", CWE: 338}
	token.Pos.File = filepath.Join(dir, "session", "token.go")
	silenced := f
	silenced.Suppression, silenced.Pos.Line = &finding.Suppression{Kind: finding.ByBaseline}, 6
	got := page(t, &finding.Report{
		Findings: []finding.Finding{f, medium, token}, Suppressed: []finding.Finding{silenced},
	}, output.Options{Dir: dir})

	inOrder(t, got,
		"Bar chart: critical 0, high 2, medium 1, low 0</desc>",
		`data-key="high">high</th><td>2</td>`, `data-key="medium">medium</th><td>1</td>`,
		"Bar chart: CL205 fixednonce 2, CL401 weakrandom 1</desc>",
		`data-key="CL205">CL205 fixednonce</th><td>2</td>`,
		"Bar chart: vault 2, session 1</desc>",
		`data-key="vault">vault</th><td>2</td>`,
	)
}

// All rules that point to safeapi show how the safe way looks.
func TestEveryRuleHasItsExample(t *testing.T) {
	for _, r := range analyzers.Rules() {
		if len(r.Meta.Instead) == 0 {
			continue
		}
		f := finding.Finding{Rule: r.Meta, Severity: rule.High, Confidence: rule.Likely, Message: "m"}
		got := page(t, &finding.Report{Findings: []finding.Finding{f}}, output.Options{Pages: docs.Pages})
		_, section, _ := strings.Cut(got, `id="rule-`+r.Meta.ID+`"`)
		if !strings.Contains(section, "github.com/cryptolint/cryptolint/safeapi/") {
			t.Errorf("%s shows no code with safeapi", r.Meta.ID)
		}
	}
}
