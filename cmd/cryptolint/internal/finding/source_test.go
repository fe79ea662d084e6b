package finding_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

func TestReadSourceReadsGoFilesAlone(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	for name, text := range map[string]string{"a.go": "package a\n", ".netrc": "password hunter2\n"} {
		if err := os.WriteFile(file(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	links := map[string]string{"linked.go": "a.go", "secret.go": ".netrc", "endless.go": "/dev/zero"}
	for name, target := range links {
		if err := os.Symlink(target, file(name)); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
	}
	if err := os.Mkdir(file("folder.go"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"a.go":       "package a\n",
		"linked.go":  "package a\n",
		".netrc":     "",
		"secret.go":  "",
		"endless.go": "",
		"folder.go":  "",
		"gone.go":    "",
	} {
		if got := string(finding.ReadSource(file(name))); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// A step of a path can claim any place of the machine.
func TestBeside(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	if err := os.MkdirAll(file("pay"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"private.go", "pay/card.go", "pay/key.go"} {
		if err := os.WriteFile(file(name), []byte("package a\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want := map[string]bool{"pay/key.go": true, "pay/card.go": true, "private.go": false, "pay/gone.go": false}
	if err := os.Symlink("../private.go", file("pay/link.go")); err == nil {
		want["pay/link.go"] = false
	}
	for name, beside := range want {
		if got := finding.Beside(file("pay/card.go"), file(name)); got != beside {
			t.Errorf("Beside(pay/card.go, %s) = %v, want %v", name, got, beside)
		}
	}
}
