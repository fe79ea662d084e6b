package cryptolint_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/analyzers"
)

var update = flag.Bool("update", false, "rewrite what is made from the code: what README.md shows of the rules and of a finding, and docs/cryptolint.schema.json")

// The table of rules in README.md is the registry.
func TestReadmeRules(t *testing.T) {
	var rows strings.Builder
	for _, r := range analyzers.Rules() {
		fmt.Fprintf(&rows, "| [%s](docs/rules/%s) | %s | %s | %s |\n", r.Meta.ID, r.Meta.Page(), r.Meta.Name, r.Meta.Severity, r.Meta.Title)
	}
	checkPage(t, "README.md", regexp.MustCompile(`(?m)(^\| \[CL[0-9]+\].*\n)+`), rows.String())
}

// The finding at the top of README.md is what the command prints on the demo.
func TestReadmeFinding(t *testing.T) {
	const place = "internal/session/session.go:36:21: "
	output, _ := exec.CommandContext(t.Context(), command, "-C", demo, "./...").Output() // the exit code says that there are findings
	for finding := range strings.SplitSeq(string(output), "\n\n") {
		if strings.HasPrefix(finding, place) {
			checkPage(t, "README.md", regexp.MustCompile("(?m)^"+place+"(.*\n)+?```\n"), strings.TrimSpace(finding)+"\n```\n")
			return
		}
	}
	t.Errorf("there is no finding at %s\n%s", place, output)
}

// The table of #nosec comments in docs/adopting.md is what the rules say.
func TestAdoptingNosec(t *testing.T) {
	rules := make(map[string][]string)
	for _, r := range analyzers.Rules() {
		for _, id := range r.Meta.Gosec {
			rules[id] = append(rules[id], fmt.Sprintf("[%s](rules/%s) %s", r.Meta.ID, r.Meta.Page(), r.Meta.Title))
		}
	}
	var rows strings.Builder
	for _, id := range slices.Sorted(maps.Keys(rules)) {
		fmt.Fprintf(&rows, "| `#nosec %s` | %s |\n", id, strings.Join(rules[id], "; "))
	}
	checkPage(t, "docs/adopting.md", regexp.MustCompile("(?m)(^\\| `#nosec G.*\n)+"), rows.String())
}

// checkPage compares the first place in a page that the expression matches with
// what has to stand there. With -update it puts that there.
func checkPage(t *testing.T, page string, expression *regexp.Regexp, want string) {
	t.Helper()
	text := readText(t, page)
	found := expression.FindStringIndex(text)
	if found == nil {
		t.Fatalf("%s has no place for\n%s", page, want)
	}
	got := text[found[0]:found[1]]
	if *update {
		writeFile(t, page, text[:found[0]]+want+text[found[1]:])
		return
	}
	if got != want {
		t.Errorf("%s says\n%s\nwant (go test . -update writes it)\n%s", page, got, want)
	}
}

// The Go code of README.md and of the pages in docs builds, and the command
// has nothing to say against it.
func TestDocsCode(t *testing.T) {
	dir := t.TempDir()
	for _, page := range docsPages(t) {
		if strings.HasPrefix(filepath.ToSlash(page), pages+"/") {
			continue // TestPagesCode
		}
		for i, block := range regexp.MustCompile("(?ms)^```go\n(package .*?)^```$").FindAllStringSubmatch(readText(t, page), -1) {
			folder := strings.TrimSuffix(filepath.Base(page), ".md") + fmt.Sprint(i+1)
			writeFile(t, filepath.Join(dir, strings.ToLower(folder), "page.go"), block[1])
		}
	}
	for folder, findings := range checkBlocks(t, dir) {
		t.Errorf("the code of %s is reported: %+v", folder, findings)
	}
}

// Links between the pages lead somewhere.
func TestDocsLinks(t *testing.T) {
	for _, page := range docsPages(t) {
		text := regexp.MustCompile("(?ms)^```.*?^```$").ReplaceAllString(readText(t, page), "")
		for _, link := range regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`).FindAllStringSubmatch(text, -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), link[1])); err != nil {
				t.Errorf("%s links to %s: %v", page, link[1], err)
			}
		}
	}
}

// docsPages lists the Markdown files at the root and in docs.
func docsPages(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"*.md", "docs/*.md", pages + "/*.md", demo + "/*.md"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, found...)
	}
	if !slices.Contains(all, "README.md") {
		t.Fatal("there is no README.md")
	}
	return all
}

func readText(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
