package unit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/analyzers"
	"github.com/cryptolint/cryptolint/internal/config"
)

// A dependency that has nothing to do with cryptography is answered from its description:
// its files are not read, here because there are none.
func TestDependencyOfNoInterestIsNotRead(t *testing.T) {
	for _, c := range []struct {
		what     string
		imported string
		module   *analysis.Module
		read     bool
	}{
		{"text of another module", "strings", &analysis.Module{Path: "example.com/text", Version: "v1.2.0"}, false},
		{"standard library", "crypto/aes", nil, false},
		{"cryptography of another module", "crypto/aes", &analysis.Module{Path: "example.com/box", Version: "v1.2.0"}, true},
	} {
		dir := t.TempDir()
		facts := filepath.Join(dir, "import.vetx")
		if err := writeFacts(facts, c.imported, nil); err != nil {
			t.Fatal(err)
		}
		unit := compilation{
			ID: "example", ImportPath: "example", Module: c.module, VetxOnly: true,
			GoFiles: []string{filepath.Join(dir, "gone.go")}, ImportMap: map[string]string{c.imported: c.imported},
			PackageFile: map[string]string{c.imported: filepath.Join(dir, "gone.a")}, PackageVetx: map[string]string{c.imported: facts},
			VetxOutput: filepath.Join(dir, "out.vetx"),
		}
		if !unit.direct([]string{"-json", "vet.cfg"}) {
			t.Errorf("%s: left to unitchecker", c.what)
		}
		_, err := unit.run([]string{"-json", "vet.cfg"}, everyAnalyzer(), config.Default())
		if read := err != nil; read != c.read {
			t.Errorf("%s: read is %v (%v), want %v", c.what, read, err, c.read)
		}
		if _, err := os.Stat(unit.VetxOutput); !c.read && err != nil {
			t.Errorf("%s: the importers get no file of facts: %v", c.what, err)
		}
	}
}

// An analyzer that does not end costs the findings of one package, not the whole run.
func TestAnalyzerThatDoesNotEnd(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.go")
	if err := os.WriteFile(file, []byte("package a\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	forever := make(chan struct{})
	defer close(forever)
	endless := &analysis.Analyzer{Name: "endless", Run: func(*analysis.Pass) (any, error) { <-forever; return nil, nil }}
	unit := compilation{ID: "example/a", ImportPath: "example/a", GoFiles: []string{file}}
	loaded, err := unit.load(false)
	if err != nil {
		t.Fatal(err)
	}
	r, err := newRunner(unit, loaded, robust([]*analysis.Analyzer{endless}, false), encodedFacts{})
	if err != nil {
		t.Fatal(err)
	}
	if r, err = r.runRoots(time.Millisecond); err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	if status := r.print(&text); status != 1 {
		t.Errorf("status is %d, want 1", status)
	}
	want := file + ":1:1: internal error: endless did not end on package example/a within 1ms; please report it\n"
	if text.String() != want {
		t.Errorf("printed %q, want %q", text.String(), want)
	}
}

func everyAnalyzer() []*analysis.Analyzer {
	var all []*analysis.Analyzer
	for _, r := range analyzers.Rules() {
		all = append(all, r.Analyzer)
	}
	return all
}

// unitchecker takes the units that this program cannot do: fixes, other flags, and all of
// a go command that does not say what the compiler wrote.
func TestUnitsForUnitchecker(t *testing.T) {
	compiled := compilation{GoFiles: []string{"a.go"}, ImportMap: map[string]string{"fmt": "fmt", "C": "C"}, PackageFile: map[string]string{"fmt": "fmt.a"}}
	uncompiled := compiled
	uncompiled.PackageFile = nil
	alone := compiled
	alone.ImportMap = map[string]string{"unsafe": "unsafe"}
	for _, c := range []struct {
		what string
		unit compilation
		args []string
		want bool
	}{
		{"findings as JSON", compiled, []string{"-json", "vet.cfg"}, true},
		{"findings as text", compiled, []string{"vet.cfg"}, true},
		{"fixes", compiled, []string{"-fix", "vet.cfg"}, false},
		{"one rule", compiled, []string{"-json", "-weakhash", "vet.cfg"}, false},
		{"nothing compiled", uncompiled, []string{"-json", "vet.cfg"}, false},
		{"imports nothing", alone, []string{"-json", "vet.cfg"}, false},
	} {
		if got := c.unit.direct(c.args); got != c.want {
			t.Errorf("%s: direct is %v, want %v", c.what, got, c.want)
		}
	}
}
