package main_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Ignore comments count at the same places as for the command: the files and the
// findings are those of its test.
func TestPlacements(t *testing.T) {
	const folder = "../../testdata/placements"
	p := newProject(t, "")
	if err := os.RemoveAll(p.dir); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(p.dir, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	p.write(t, ".golangci.yml", strings.Replace(with("cryptolint", "{}"), "issues: {", "issues: {uniq-by-line: false, ", 1))
	want, err := os.ReadFile(filepath.Join(folder, "findings.txt"))
	if err != nil {
		t.Fatal(err)
	}
	o := p.run(t, ".")
	got := regexp.MustCompile(`(?m)^(\S+:\d+):\d+: (CL\d+): .*$`).ReplaceAllString(o.stdout, "$1: $2")
	if got != string(want) {
		t.Errorf("golangci-lint finds\n%s\nthe command\n%s\nstandard error: %s", got, want, o.stderr)
	}
}
