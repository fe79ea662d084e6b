package cryptolint_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

const demo = "testdata/src/demo"

// The findings in the demo are those that its README lists, no more and no
// fewer, as the command reports them that people install.
func TestDemoFindings(t *testing.T) {
	want := demoTable(t)
	got := runOnDemo(t)
	if len(got) > len(want) {
		t.Errorf("%d findings are reported, the table of %s/README.md has %d", len(got), demo, len(want))
	}
	for _, finding := range want {
		if !slices.Contains(got, finding) {
			t.Errorf("%s is in the table of %s/README.md and is not reported", finding, demo)
		}
	}
	for _, finding := range got {
		if !slices.Contains(want, finding) {
			t.Errorf("%s is reported and is not in the table of %s/README.md", finding, demo)
		}
	}
}

// demoTable reads "file:line ID" from the rows of the table.
func demoTable(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(demo, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+:[0-9]+)` \\| (CL[0-9]+) \\|").FindAllStringSubmatch(string(text), -1) {
		rows = append(rows, row[1]+" "+row[2])
	}
	if len(rows) == 0 {
		t.Fatalf("%s/README.md has no table of findings", demo)
	}
	return rows
}

func runOnDemo(t *testing.T) []string {
	t.Helper()
	output, err := exec.CommandContext(t.Context(), command, "-C", demo, "-format", "json", "./...").Output()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 1 {
		t.Fatalf("cryptolint on the demo: %v, want exit code 1\n%s", err, output)
	}
	var report struct {
		Findings []struct {
			Rule, File string
			Line       int
		}
	}
	if err := json.Unmarshal(output, &report); err != nil {
		t.Fatalf("read the report: %v", err)
	}
	var found []string
	for _, f := range report.Findings {
		found = append(found, fmt.Sprintf("%s:%d %s", filepath.ToSlash(f.File), f.Line, f.Rule))
	}
	return found
}
