package analyzers_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/cryptolint/cryptolint/internal/ruletest"
)

// A part of a function that moves into a helper changes nothing of what the rules say:
// a summary that is applied at a call equals the body in its place. Where the engine
// gets that wrong today, a line of the golden file of the rule says so, and why. The
// list can only shrink: a line that is right now has to go. One rule alone is quick:
//
//	go test ./analyzers -run Extracted/ecb
func TestExtractedHelpers(t *testing.T) {
	for _, c := range ruletest.Cases(rules()) {
		t.Run(c.Name, func(t *testing.T) {
			of, extracted := extractedOf(t)[c.Name]
			if !extracted {
				t.Skip("a profile: its functions belong to other rules")
			}
			if of.Count == 0 && c.Name != "ignores" { // comments stay where they are
				t.Error("no function has parts in helpers: the test does not move what it should")
			}
			compareExceptions(t, filepath.Join("..", "testdata", "golden", c.Name+".helpers"), of.Differences)
		})
	}
}

func extractedOf(t *testing.T) map[string]ruletest.Extracted {
	t.Helper()
	of, err := extracted()
	if err != nil {
		t.Fatal(err)
	}
	return of
}

// extracted is made once for all rules: they share the packages that they import.
var extracted = sync.OnceValues(func() (map[string]ruletest.Extracted, error) {
	program, err := analysed()
	if err != nil {
		return nil, err
	}
	return program.Extracted()
})

// compareExceptions compares differences with those of a file: a line for each function
// of which the rule says something else once a part of it is a helper, with the reason
// after a dash.
func compareExceptions(t *testing.T, file string, found []string) {
	t.Helper()
	reasons := readExceptions(t, file)
	var lines strings.Builder
	for _, difference := range found {
		reason, known := reasons[difference]
		if delete(reasons, difference); !known {
			t.Errorf("%s", difference)
		} else if reason == "" {
			t.Errorf("%s: the list gives no reason", difference)
		}
		lines.WriteString(difference + " -- " + reason + "\n")
	}
	for difference := range reasons {
		t.Errorf("%s: not any more; take the line out of %s", difference, file)
	}
	if *update {
		writeExceptions(t, file, lines.String())
	}
}

// writeExceptions writes a list anew. A rule without exceptions has no file.
func writeExceptions(t *testing.T, file, lines string) {
	t.Helper()
	err := os.WriteFile(file, []byte(lines), 0o644)
	if lines == "" {
		err = os.Remove(file)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func readExceptions(t *testing.T, file string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	reasons := make(map[string]string)
	for line := range strings.Lines(string(text)) {
		difference, reason, _ := strings.Cut(strings.TrimSpace(line), " --")
		reasons[difference] = strings.TrimSpace(reason)
	}
	return reasons
}
