package module_test

import (
	"go/ast"
	"go/parser"
	"go/token"
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
