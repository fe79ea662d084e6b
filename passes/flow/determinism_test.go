package flow

import (
	"bytes"
	"encoding/gob"
	"go/build"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
)

// The go command keeps facts in its cache under a digest of their bytes. The same
// source must give the same bytes, in every run, with one thread or many, wherever
// the module lies on the disk: otherwise all importers are analysed again.
func TestFactsAreReproducible(t *testing.T) {
	loaded := loadTestModule(t)
	first := factBytes(t, loaded, checker.Options{Sequential: true, SanityCheck: true})
	if len(first) == 0 {
		t.Fatal("no package has a fact")
	}
	for name, other := range map[string]map[string][]byte{
		"in parallel":        factBytes(t, loaded, checker.Options{}),
		"after another load": factBytes(t, loadTestModule(t), checker.Options{}),
	} {
		if len(other) != len(first) {
			t.Errorf("%s: %d packages have facts, not %d", name, len(other), len(first))
		}
		for path, encoded := range first {
			if !bytes.Equal(other[path], encoded) {
				t.Errorf("%s: the fact of %s differs", name, path)
			}
		}
	}
	home, _ := os.UserHomeDir()
	for path, encoded := range first {
		for _, machine := range []string{ruletest.Dir(), home + string(filepath.Separator), build.Default.GOROOT} {
			if bytes.Contains(encoded, []byte(machine)) {
				t.Errorf("the fact of %s names %s, a path of this machine", path, machine)
			}
		}
	}
}

// loadTestModule loads packages with many kinds of facts, and what they import.
func loadTestModule(t testing.TB) []*packages.Package {
	t.Helper()
	return load(t, ruletest.Dir(), "./flow/...", "./noncereuse/...")
}

func load(t testing.TB, dir string, patterns ...string) []*packages.Package {
	t.Helper()
	loaded, err := ruletest.Load(dir, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

// factBytes returns the facts of all packages, those that are imported among them, as
// the go command stores them.
func factBytes(t testing.TB, loaded []*packages.Package, options checker.Options) map[string][]byte {
	t.Helper()
	graph, err := checker.Analyze([]*analysis.Analyzer{Analyzer}, loaded, &options)
	if err != nil {
		t.Fatal(err)
	}
	encoded := make(map[string][]byte)
	for action := range graph.All() {
		if action.Err != nil {
			t.Fatalf("%s: %v", action.Package.PkgPath, action.Err)
		}
		var fact fact.Fact
		if !action.PackageFact(action.Package.Types, &fact) {
			continue
		}
		var buffer bytes.Buffer
		if err := gob.NewEncoder(&buffer).Encode(&fact); err != nil {
			t.Fatal(err)
		}
		encoded[action.Package.PkgPath] = buffer.Bytes()
	}
	return encoded
}
