package module_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/passes/module"
)

const source = `// Command shop sells.

//go:debug cryptocustomrand=1
//go:debug tlsmaxrsasize=16384

package main

//go:debug rsa1024min=0 is no setting here, after the package clause

func main() {}
`

func TestSettings(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "main.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	pass := &analysis.Pass{Fset: fset, Files: []*ast.File{file}, Module: &analysis.Module{Path: "example.org/shop", GoVersion: "1.25"}}
	result, err := module.Analyzer.Run(pass)
	if err != nil {
		t.Fatal(err)
	}
	facts := result.(*module.Facts)
	if !facts.Before("go1.26") || facts.Path != "example.org/shop" {
		t.Errorf("the module is %q, written for %q", facts.Path, facts.GoVersion)
	}
	if s, ok := facts.Setting("cryptocustomrand"); !ok || s.Value != "1" || fset.Position(s.Pos).Line != 3 {
		t.Errorf("cryptocustomrand is %+v", s)
	}
	if s, ok := facts.Setting("tlsmaxrsasize"); !ok || s.Value != "16384" {
		t.Errorf("tlsmaxrsasize is %+v", s)
	}
	if s, ok := facts.Setting("rsa1024min"); ok {
		t.Errorf("the go command does not read this line: %+v", s)
	}
}

func TestCustomRandom(t *testing.T) {
	one, zero := []module.Setting{{Name: "cryptocustomrand", Value: "1"}}, []module.Setting{{Name: "cryptocustomrand", Value: "0"}}
	for _, facts := range []module.Facts{{GoVersion: "go1.25"}, {GoVersion: "go1.26", Settings: one}, {Settings: one}} {
		if !facts.CustomRandom() {
			t.Errorf("%+v reads from the reader", facts)
		}
	}
	for _, facts := range []module.Facts{{}, {GoVersion: "go1.26"}, {GoVersion: "go1.27", Settings: zero}} {
		if facts.CustomRandom() {
			t.Errorf("%+v ignores the reader", facts)
		}
	}
}

func TestReleases(t *testing.T) {
	for _, c := range []struct {
		written, release string
		before           bool
	}{
		{"go1.25", "go1.26", true},
		{"go1.26", "go1.26", false},
		{"go1.26.8", "go1.27", true},
		{"", "go1.26", false},
	} {
		if got := (&module.Facts{GoVersion: c.written}).Before(c.release); got != c.before {
			t.Errorf("a module of %q is before %s: %v", c.written, c.release, got)
		}
	}
}

// go vet passes the release as "go1.26", the loaders of golangci-lint and of tests "1.26".
func TestReleaseFromAnyDriver(t *testing.T) {
	for _, written := range []string{"1.26", "go1.26", "1.26.0", "go1.26.0"} {
		result, err := module.Analyzer.Run(&analysis.Pass{Module: &analysis.Module{Path: "example.org/shop", GoVersion: written}})
		if err != nil {
			t.Fatal(err)
		}
		if facts := result.(*module.Facts); facts.Before("go1.26") || !facts.Before("go1.27") {
			t.Errorf("%q became %q", written, facts.GoVersion)
		}
	}
}

const goMod = `module example.org/shop

go 1.25.0

godebug rsa1024min=0 // small keys

godebug (
	// A middlebox drops long handshakes.
	tlsmlkem=0
	panicnil=1
)

require golang.org/x/crypto v0.9.0
`

func TestGoMod(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(goMod), 0o600); err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, filepath.Join(dir, "cmd", "main.go"), source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	read := func(m analysis.Module) *module.GoMod {
		return module.ReadGoMod(&analysis.Pass{Fset: fset, Files: []*ast.File{file}, Module: &m})
	}
	mod := read(analysis.Module{Path: "example.org/shop"})
	if mod == nil {
		t.Fatal("go.mod is not found above the package")
	}
	if mod.Go.Value != "1.25.0" || fset.Position(mod.Go.Pos).Line != 3 {
		t.Errorf("the go line is %+v", mod.Go)
	}
	var got []string
	for _, s := range mod.Settings {
		got = append(got, fmt.Sprintf("%d: %s=%s", fset.Position(s.Pos).Line, s.Name, s.Value))
	}
	if want := []string{"5: rsa1024min=0", "9: tlsmlkem=0", "10: panicnil=1"}; !slices.Equal(got, want) {
		t.Errorf("the settings are %q, want %q", got, want)
	}
	if len(mod.File.Comments) != 2 || fset.Position(mod.File.Comments[1].Pos()).Line != 8 {
		t.Errorf("the comments are %v", mod.File.Comments)
	}
	if !mod.OlderCrypto("v0.10.0") || mod.OlderCrypto("v0.9.0") || (&module.GoMod{}).OlderCrypto("v1.0.0") {
		t.Error("go.mod asks for v0.9.0 of golang.org/x/crypto")
	}
	if read(analysis.Module{Path: "example.org/other"}) != nil {
		t.Error("the go.mod of another module is taken for that of the package")
	}
	if read(analysis.Module{Path: "example.org/shop", Version: "v1.2.3"}) != nil {
		t.Error("the go command reads godebug lines of the main module alone")
	}
}
