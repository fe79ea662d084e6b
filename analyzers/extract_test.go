package analyzers_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A part of a function that moves into a helper changes nothing of what the rules say:
// a summary that is applied at a call equals the body in its place. Where the engine
// gets that wrong today, a line of the golden file says so, and why. The list can only
// shrink: a line that is right now has to go.
func TestExtractedHelpers(t *testing.T) {
	t.Run("of all rules", func(t *testing.T) {
		found, count, err := testdata(t).Extracted()
		if err != nil {
			t.Fatal(err)
		}
		if count < 1000 {
			t.Errorf("%d functions have parts in helpers: the test does not move what it should", count)
		}
		reasons := readExceptions(t)
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
			t.Errorf("%s: not any more; take the line out of %s", difference, exceptions)
		}
		if *update {
			if err := os.WriteFile(exceptions, []byte(lines.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// exceptions has a line for each function of which the rules say something else once a
// part of it is a helper, with the reason after a dash.
var exceptions = filepath.Join("..", "testdata", "golden", "extracted-helpers")

func readExceptions(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile(exceptions)
	if err != nil && !*update {
		t.Fatal(err)
	}
	reasons := make(map[string]string)
	for line := range strings.Lines(string(text)) {
		difference, reason, _ := strings.Cut(strings.TrimSpace(line), " --")
		reasons[difference] = strings.TrimSpace(reason)
	}
	return reasons
}
