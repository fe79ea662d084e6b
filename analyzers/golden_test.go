package analyzers_test

import (
	"flag"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/internal/ruletest"
)

var update = flag.Bool("update", false, "write what the rules find now, and the facts, to testdata/golden")

// goldenRelease is the release of Go that the golden facts were written with. Facts hold what
// the packages of the standard library do, so each release has others. Findings are the same
// with each.
const goldenRelease = "go1.26"

// What the rules find in the test packages and in real modules, and what packages tell
// their importers, changes only on purpose. With -update the golden files are written
// anew; then read the difference, line by line. One folder alone is quick:
//
//	go test ./analyzers -run Golden/ecb -update
func TestGolden(t *testing.T) {
	for _, part := range ruletest.Goldens() {
		t.Run(part.Name, func(t *testing.T) {
			program := testdata(t)
			name := filepath.Join("..", "testdata", "golden", part.Name)
			compareGolden(t, name+".findings", program.Findings(part))
			if strings.HasPrefix(runtime.Version(), goldenRelease) {
				compareGolden(t, name+".facts", program.Facts(part))
			}
		})
	}
}

func compareGolden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	t.Errorf("%s is not what is found now; run go test ./analyzers -run Golden -update and read the difference", file)
	for _, line := range changes(string(want), got) {
		t.Error(line)
	}
}

// maxChanges bounds the lines that a failure shows: git diff shows all after -update.
const maxChanges = 20

// changes lists the lines that are in one text only.
func changes(want, got string) []string {
	var changed []string
	for _, side := range []struct{ mark, text, other string }{{"-", want, got}, {"+", got, want}} {
		count := make(map[string]int)
		for line := range strings.Lines(side.other) {
			count[line]++
		}
		for line := range strings.Lines(side.text) {
			if count[line]--; count[line] < 0 && len(changed) < maxChanges {
				changed = append(changed, side.mark+" "+strings.TrimSuffix(line, "\n"))
			}
		}
	}
	return changed
}
