package unit

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// The names in a unit are those of its program, also where a file does not parse or is gone.
func TestNamesOfUnit(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{
		"seal.go":      "package box\n\n// Comment names nothing.\nvar token = vault.NewToken(`text`)\n",
		"broken.go":    "package box\n\nfunc half( { other\n",
		"seal_test.go": "package box\n\nvar tested = 1\n",
	}
	unit := compilation{GoFiles: []string{filepath.Join(dir, "gone.go")}}
	for name, source := range files {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
		unit.GoFiles = append(unit.GoFiles, path)
	}
	want := []string{"NewToken", "box", "half", "other", "token", "vault"}
	if got := slices.Sorted(maps.Keys(unit.names())); !slices.Equal(got, want) {
		t.Errorf("names are %q, want %q", got, want)
	}
}
