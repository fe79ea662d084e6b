package main_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// What cryptolint could not do is an error, the second time too, when the facts
// of other packages come from the cache.
func TestPanic(t *testing.T) {
	program, err := failing()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ file, text, sentence string }{
		{"cart/out.go", "package cart\n\nfunc panicInRule() {}\n", "internal error: ecb panicked on package example.com/shop/cart: out of order"},
		{"random/out.go", "package random\n\nfunc panicInFacts() {}\n", "internal error: cryptoflow panicked on package example.com/shop/random: out of order"},
	} {
		for _, dir := range []string{".", "session"} {
			if test.file == "cart/out.go" && dir == "session" {
				continue // cart is not analysed there
			}
			p := newProject(t, with("cryptolint, govet", "{}"))
			p.program = program
			p.write(t, test.file, test.text)
			p.run(t, dir).refuses(t, 3, test.sentence)
			p.run(t, dir).refuses(t, 3, test.sentence)
		}
	}
}

// A cache that cannot be written to costs time, and no findings.
func TestReadOnlyCache(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs /proc, where not even root may create files")
	}
	p := newProject(t, with("cryptolint", "{}"))
	p.run(t, ".").finds(t, blocks, token, arrays, digits)
	p.cache = readOnly(t)
	for range 2 {
		o := p.run(t, ".")
		o.stderr = "" // a warning for each package that it could not save
		o.finds(t, blocks, token, arrays, digits)
	}
}

// readOnly returns an empty cache in which nobody can create a file.
func readOnly(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	const digits = "0123456789abcdef"
	for i := range len(digits) * len(digits) {
		name := string([]byte{digits[i/len(digits)], digits[i%len(digits)]})
		if err := os.Symlink("/proc/self", filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestNoCache(t *testing.T) {
	p := newProject(t, with("cryptolint", "{}"))
	p.cache = filepath.Join(p.dir, "go.mod", "cache")
	p.run(t, ".").refuses(t, 1, "failed to initialize build cache")
}
