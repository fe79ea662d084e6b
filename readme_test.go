package cryptolint_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/analyzers"
)

// The table of rules in README.md is the registry.
func TestReadmeRules(t *testing.T) {
	readme := readText(t, "README.md")
	for _, r := range analyzers.Rules() {
		row := fmt.Sprintf("| [%s](docs/rules/%s) | %s | %s | %s |\n", r.Meta.ID, r.Meta.Page(), r.Meta.Name, r.Meta.Severity, r.Meta.Title)
		if !strings.Contains(readme, row) {
			t.Errorf("README.md lacks the row\n%s", row)
		}
	}
	if got := strings.Count(readme, "| [CL"); got != len(analyzers.Rules()) {
		t.Errorf("README.md has %d rows of rules, the registry has %d", got, len(analyzers.Rules()))
	}
}

// The finding at the top of README.md is what the command prints on the demo.
func TestReadmeFinding(t *testing.T) {
	blocks := regexp.MustCompile("(?ms)^```\n(.*?)^```$").FindAllStringSubmatch(readText(t, "README.md"), -1)
	output, _ := exec.CommandContext(t.Context(), command, "-C", demo, "./...").Output() // the exit code says that there are findings
	if finding := blocks[0][1]; !strings.Contains(string(output), finding) {
		t.Errorf("README.md shows\n%s\nand the command prints\n%s", finding, output)
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
