package atomicfile_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/cryptolint/cryptolint/internal/atomicfile"
)

func TestWriteReplacesAndKeepsPermissions(t *testing.T) {
	name := filepath.Join(t.TempDir(), "report.sarif")
	if err := os.WriteFile(name, []byte("old and longer"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := atomicfile.Write(name, []byte("new")); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil || string(data) != "new" {
		t.Errorf("read %q, %v", data, err)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the mode is %v, %v", info.Mode(), err)
	}
}

// What cannot be written leaves the old file and no temporary one.
func TestWriteThatFailsLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "report.sarif"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := atomicfile.Write(filepath.Join(dir, "report.sarif"), []byte("new")); err == nil {
		t.Error("a directory was written over")
	}
	if err := atomicfile.Write(filepath.Join(dir, "missing", "report.sarif"), nil); err == nil {
		t.Error("a directory was made")
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("left %v, %v", entries, err)
	}
}
