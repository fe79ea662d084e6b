//go:build unix

package keyfile

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"
)

// Opening a pipe would wait for a writer for ever.
func TestPipesDoNotBlock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip("no named pipes:", err)
	}
	if _, err := Read(path); !errors.Is(err, ErrNotRegular) {
		t.Errorf("Read: %v", err)
	}
	if err := Destroy(path); !errors.Is(err, ErrNotRegular) {
		t.Errorf("Destroy: %v", err)
	}
}
