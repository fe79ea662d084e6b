package cryptoapi

import (
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mutationVariable makes TestRowsThatNoTestMisses run: "all", or import paths with
// commas between them. With ":rows" after a path its rows are dropped one by one,
// and otherwise all of them at once.
const mutationVariable = "CRYPTOLINT_MUTATE"

// A row that no test misses may be wrong, and nobody would know. This test drops rows
// from the text, runs the tests of the engine and of the rules without them, and
// logs what they did not miss. It takes a build and a run of these tests for each
// package, so that it runs only when it is asked for.
func TestRowsThatNoTestMisses(t *testing.T) {
	asked := os.Getenv(mutationVariable)
	if asked == "" {
		t.Skipf("it takes hours: set %s to all, or to import paths", mutationVariable)
	}
	paths := strings.Split(asked, ",")
	if asked == "all" {
		paths = slices.Sorted(maps.Keys(Builtin().builtin))
	}
	for _, path := range paths {
		path, one := strings.CutSuffix(path, ":rows")
		e := Builtin().builtin[path]
		if e == nil {
			t.Errorf("the table does not know %s", path)
			continue
		}
		for _, m := range mutations(e, one) {
			if m.missed(t) {
				t.Logf("missed: %s", m.name)
			} else {
				t.Logf("not missed by any test: %s", m.name)
			}
		}
	}
}

// mutation is a file of the table without some of its rows.
type mutation struct{ name, file, text string }

// mutations returns the files without the rows of a package: all of them at once, or
// each line with a row.
func mutations(e *entry, one bool) []mutation {
	var all []mutation
	for _, s := range e.sections {
		text := s.file.text
		if !one {
			all = append(all, mutation{e.path + " in " + s.file.name, s.file.name, text[:s.start] + text[s.end:]})
			continue
		}
		start := s.start
		for _, row := range logicalLines(text[s.start:s.end]) {
			start += strings.Index(text[start:], row)
			name, _, _ := strings.Cut(row, "\n")
			all = append(all, mutation{e.path + ": " + name, s.file.name, text[:start] + text[start+len(row):]})
		}
	}
	return all
}

// missed reports whether a test of the engine or of the rules fails with the file.
func (m mutation) missed(t *testing.T) bool {
	t.Helper()
	dir := t.TempDir()
	original, err := filepath.Abs(m.file)
	if err != nil {
		t.Fatal(err)
	}
	mutant, overlay := filepath.Join(dir, "mutant.txt"), filepath.Join(dir, "overlay.json")
	replaced, err := json.Marshal(map[string]map[string]string{"Replace": {original: mutant}})
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{mutant: []byte(m.text), overlay: replaced} {
		if err := os.WriteFile(name, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tests := exec.CommandContext(t.Context(), "go", "test", "-overlay", overlay, "../../analyzers/...", "../../passes/flow/...")
	out, err := tests.CombinedOutput()
	if err != nil && !strings.Contains(string(out), "--- FAIL: ") {
		t.Fatalf("the tests without %s: %v\n%s", m.name, err, out)
	}
	return err != nil
}
