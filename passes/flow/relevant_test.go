package flow

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
)

// The packages of the own module are analysed, whatever they import, because others may
// take a constant from them. Of the thousands of packages of other modules, only those
// are from which cryptography is reachable.
func TestRelevantPackages(t *testing.T) {
	table := cryptoapi.Builtin()
	vault := types.NewPackage("example.com/vault", "vault")
	list := types.NewPackage("example.com/list", "list")
	random := fact.ValueFact{{{Kind: uint8(cryptoapi.SecureRandom)}}}
	parameter := fact.ValueFact{{{Param: 1}}}
	reader := types.NewPackage("example.com/reader", "reader")
	facts := map[string]*fact.Fact{
		vault.Path():  {Functions: []fact.FunctionFact{{Name: "NewToken", Results: []fact.ValueFact{random}}}},
		list.Path():   {Functions: []fact.FunctionFact{{Name: "First", Results: []fact.ValueFact{parameter}}}},
		reader.Path(): {Functions: []fact.FunctionFact{{Name: "Pool.Read", Fills: []fact.FillFact{{Param: 2, Value: random}}}}},
	}
	for _, c := range []struct {
		what    string
		module  analysis.Module
		path    string
		imports []*types.Package
		source  string
		want    bool
	}{
		{"own, imports nothing", analysis.Module{Path: "example.com/shop"}, "example.com/shop/defaults", nil, "", true},
		{"own, imports cryptography", analysis.Module{Path: "example.com/shop"}, "example.com/shop/seal", imports("crypto/aes"), "", true},
		{"other, imports nothing", analysis.Module{Path: "example.com/text", Version: "v1.2.3"}, "example.com/text", nil, "", false},
		{"other, imports text", analysis.Module{Path: "example.com/text", Version: "v1.2.3"}, "example.com/text", imports("strings"), "", false},
		{"other, imports cryptography", analysis.Module{Path: "example.com/box", Version: "v1.2.3"}, "example.com/box", imports("crypto/aes"), "", true},
		{"other, imports what draws random data", analysis.Module{Path: "example.com/box", Version: "v1.2.3"}, "example.com/box", []*types.Package{vault}, "var token = vault.NewToken()", true},
		{"other, calls something else of what draws random data", analysis.Module{Path: "example.com/box", Version: "v1.2.3"}, "example.com/box", []*types.Package{vault}, "var size = vault.Size()", false},
		{"other, may have a reader of random data read", analysis.Module{Path: "example.com/box", Version: "v1.2.3"}, "example.com/box", []*types.Package{reader}, "var pool = reader.New()", true},
		{"other, imports what returns what it is passed", analysis.Module{Path: "example.com/box", Version: "v1.2.3"}, "example.com/box", []*types.Package{list}, "var first = list.First(all)", false},
		{"standard library", analysis.Module{}, "crypto/tls", imports("crypto/aes"), "", false},
	} {
		pkg := types.NewPackage(c.path, "p")
		pkg.SetImports(c.imports)
		file, err := parser.ParseFile(token.NewFileSet(), "p.go", "package p\n"+c.source, 0)
		if err != nil {
			t.Fatal(err)
		}
		pass := &analysis.Pass{Pkg: pkg, Files: []*ast.File{file}, Module: &c.module}
		if got := relevant(pass, table, facts); got != c.want {
			t.Errorf("%s: relevant is %v, want %v", c.what, got, c.want)
		}
	}
}

func imports(paths ...string) []*types.Package {
	var all []*types.Package
	for _, path := range paths {
		all = append(all, types.NewPackage(path, "p"))
	}
	return all
}
