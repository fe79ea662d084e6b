package main

import (
	"cmp"
	"fmt"
	"path"
	"strings"

	"github.com/cryptolint/cryptolint/analyzers"
)

// head begins the page.
const head = `# Replays of real vulnerabilities

Does cryptolint find what went wrong in practice? These are vulnerabilities of published Go modules. Most have a CVE or an advisory. cryptolint ran, with no
configuration, on the package in the last version that has the defect, and in a version after the fix.

[internal/replays](../internal/replays) has the list, and the command that made this page: ` + "`go run ./internal/replays`" + `.
`

// Page writes docs/replays.md. Every miss, and every finding after a fix, has to have a
// reason, and nothing else may have one.
func (t *tables) Page() (string, error) {
	var found, missed []replay
	quiet, fixed := 0, 0
	for _, p := range t.replays {
		if err := t.check(p); err != nil {
			return "", err
		}
		if t.results[p.id].place == none {
			missed = append(missed, p)
			continue
		}
		found = append(found, p)
		if p.absent == "" {
			fixed++
			if t.results[p.id].after == none {
				quiet++
			}
		}
	}
	var b strings.Builder
	b.WriteString(head)
	fmt.Fprintf(&b, "\nOf %d vulnerabilities, it reports %d. Of those, %d have a fixed version that can be analysed, and in %d of them the finding is gone.\n",
		len(t.replays), len(found), fixed, quiet)
	t.families(&b)
	b.WriteString("\n## Found\n\n| vulnerability | what went wrong | module | finding | way of the value | after the fix |\n| --- | --- | --- | --- | --- | --- |\n")
	for _, p := range found {
		got := t.results[p.id]
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", link(p.id), cell(p.what), p.before, p.finding(got), cell(shorten(got.path)), p.later(got))
	}
	b.WriteString("\n## Missed\n\nThese are not reported.\n\n| vulnerability | what went wrong | module | place | rule | why |\n| --- | --- | --- | --- | --- | --- |\n")
	for _, p := range missed {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", link(p.id), cell(p.what), p.before, path.Join(p.dir, p.file), rulePage(p.rule), cell(p.note))
	}
	return b.String(), nil
}

// check compares a replay with what was found of it.
func (t *tables) check(p replay) error {
	got, ok := t.results[p.id]
	if !ok {
		return fmt.Errorf("%s has never run: go run ./internal/replays %s", p.id, p.id)
	}
	wrong := got.place == none || got.after != none
	if wrong && p.note == "" {
		return fmt.Errorf("%s: before %s, after %s: write a note into %s that says why", p.id, got.place, got.after, replaysFile)
	}
	if !wrong && p.note != "" {
		return fmt.Errorf("%s is found, and not after the fix: its note in %s is out of date", p.id, replaysFile)
	}
	return nil
}

// families counts by the first digit of the rules.
func (t *tables) families(b *strings.Builder) {
	b.WriteString("\n| rules | vulnerabilities | found |\n| --- | --- | --- |\n")
	for _, family := range []struct{ digits, title string }{
		{"123", "CL1xx to CL3xx: hashes, MACs, signatures, ciphers, public keys"},
		{"456", "CL4xx to CL6xx: randomness, constant time, passwords and keys"},
		{"789", "CL7xx to CL9xx: TLS, SSH, tokens, protocols"},
	} {
		all, found := 0, 0
		for _, p := range t.replays {
			if !strings.Contains(family.digits, p.rule[2:3]) {
				continue
			}
			all++
			if t.results[p.id].place != none {
				found++
			}
		}
		fmt.Fprintf(b, "| %s | %d | %d |\n", family.title, all, found)
	}
}

// finding names the rule, the place and what is said there.
func (p replay) finding(got result) string {
	text := fmt.Sprintf("%s %s: %s", rulePage(p.rule), got.grade, cell(got.message))
	if p.profile != "default" {
		text += " (profile " + p.profile + ")"
	}
	return text + " (" + source(p.before, got.place) + ")"
}

// later says what is found after the fix.
func (p replay) later(got result) string {
	switch {
	case p.absent == unfixed:
		return "not fixed"
	case p.absent == unserved:
		return "the fixed version is not available"
	case got.after == none:
		return "quiet in " + p.fixedIn()
	}
	return fmt.Sprintf("reported in %s (%s): %s", p.fixedIn(), source(p.after, got.after), cell(p.note))
}

func (p replay) fixedIn() string {
	if p.after.path == p.before.path {
		return p.after.number
	}
	return p.after.String()
}

func rulePage(rule string) string {
	for _, r := range analyzers.Rules() {
		if r.Meta.ID == rule {
			return fmt.Sprintf("[%s](rules/%s)", rule, r.Meta.Page())
		}
	}
	return rule
}

// link is the ID, as a link where a database has it.
func link(id string) string {
	prefix, _, _ := strings.Cut(id, "-")
	base, ok := map[string]string{
		"CVE":  "https://nvd.nist.gov/vuln/detail/",
		"GHSA": "https://github.com/advisories/",
		"GO":   "https://pkg.go.dev/vuln/",
	}[prefix]
	if !ok {
		return id
	}
	return fmt.Sprintf("[%s](%s%s)", id, base, id)
}

// source is a place in a version, as a link where the module path says where the code is.
func source(v version, place string) string {
	parts := strings.Split(v.path, "/")
	file, line, _ := strings.Cut(place, ":")
	if parts[0] != "github.com" || len(parts) < 3 {
		return "`" + place + "`"
	}
	below := parts[3:]
	if n := len(below); n > 0 && isMajor(below[n-1]) {
		below = below[:n-1]
	}
	tag := strings.TrimSuffix(v.number, "+incompatible")
	if i := strings.LastIndexByte(tag, '-'); len(tag)-i-1 == 12 {
		tag = tag[i+1:] // the commit of a pseudo-version
	} else {
		tag = path.Join(append(below, tag)...)
	}
	file = path.Join(append(below, file)...)
	return fmt.Sprintf("[%s](https://%s/blob/%s/%s#L%s)", place, strings.Join(parts[:3], "/"), tag, file, line)
}

func isMajor(element string) bool {
	return len(element) > 1 && element[0] == 'v' && strings.Trim(element[1:], "0123456789") == ""
}

// longest is how many steps of a way the page shows.
const longest = 4

// shorten leaves out the middle of a long way.
func shorten(way string) string {
	steps := strings.Split(way, " → ")
	if len(steps) <= longest {
		return cmp.Or(way, none)
	}
	half := longest / 2
	return strings.Join(steps[:half], " → ") + " → … → " + strings.Join(steps[len(steps)-half:], " → ")
}

func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }
