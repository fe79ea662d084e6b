package cryptolint_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/packages"
)

// What an origin is, its Source, is shared by all origins that differ in their paths only.
// Whoever copies an origin to change it, as in "changed := *o", changes all of them, in
// values that other rules and other goroutines have. Origin.Copy makes a Source of its own.
func TestOriginsAreCopiedWithTheirSource(t *testing.T) {
	mode := packages.NeedName | packages.NeedImports | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo
	loaded, err := packages.Load(&packages.Config{Mode: mode, Context: t.Context()}, "./analyzers/...", "./passes/...")
	if err != nil {
		t.Fatal(err)
	}
	seen := false
	for _, pkg := range loaded {
		for _, err := range pkg.Errors {
			t.Error(err)
		}
		seen = seen || pkg.Types.Scope().Lookup("Origin") != nil
		for _, file := range pkg.Syntax {
			for _, at := range sharedCopies(file, pkg.TypesInfo) {
				t.Errorf("%s: a copy of an origin that shares its Source; use Copy", pkg.Fset.Position(at))
			}
		}
	}
	if !seen {
		t.Error("no package declares Origin: is it called something else now?")
	}
}

func TestSharedCopiesAreSeen(t *testing.T) {
	const code = `package p
type Source struct{ Kind int }
type Origin struct{ *Source }
type other struct{ kind int }
func (o *Origin) Copy() Origin
func of(o Origin) []Origin
func bad(o *Origin, all [][]*Origin) {
	first := *o          // bad
	first = (*all[0][0]) // bad
	var second = *o      // bad
	var third Origin = *o // bad
	_, _, _ = first, second, third
}
func good(o *Origin, p *other) {
	first, second := o.Copy(), *p
	_ = *o // as an argument of of, it is not kept to be changed
	of(*o)
	_, _ = first, second
}
`
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", code, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Types: make(map[ast.Expr]types.TypeAndValue)}
	config := types.Config{Importer: importer.Default(), Error: func(error) {}}
	config.Check("p", fset, []*ast.File{file}, info) //nolint:errcheck // functions without a body
	var lines []int
	for _, at := range sharedCopies(file, info) {
		lines = append(lines, fset.Position(at).Line)
	}
	if len(lines) != 4 || lines[0] != 8 || lines[3] != 11 {
		t.Errorf("shared copies in lines %v, want 8 to 11", lines)
	}
}

// sharedCopies returns where a variable becomes the Origin that a pointer points to.
func sharedCopies(root ast.Node, info *types.Info) []token.Pos {
	var found []token.Pos
	check := func(name, from ast.Expr) {
		if blank, ok := name.(*ast.Ident); ok && blank.Name == "_" {
			return
		}
		star, ok := ast.Unparen(from).(*ast.StarExpr)
		if !ok {
			return
		}
		if named, ok := types.Unalias(info.Types[star].Type).(*types.Named); ok && named.Obj().Name() == "Origin" {
			found = append(found, star.Pos())
		}
	}
	ast.Inspect(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, from := range n.Rhs {
				if len(n.Lhs) == len(n.Rhs) {
					check(n.Lhs[i], from)
				}
			}
		case *ast.ValueSpec:
			for i, from := range n.Values {
				if len(n.Names) == len(n.Values) {
					check(n.Names[i], from)
				}
			}
		}
		return true
	})
	return found
}
