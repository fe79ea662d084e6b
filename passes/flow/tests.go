package flow

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// WithTests returns the graph of the package together with its test files, for a
// rule that looks for findings in them. What tests store in fields and pass to
// functions says nothing of the program, so its answers about places outside test
// files are not to be used. The package's fact is made without it.
func (g *Graph) WithTests() any {
	if g.withTests == nil {
		return g
	}
	return g.withTests()
}

// withoutTests returns the pass as it would be if the package had no test files. It
// reports false if the other files do not build without them.
func withoutTests(pass *analysis.Pass) (*analysis.Pass, bool) {
	ofTest := func(file *ast.File) bool { return isTest(pass.Fset, file.FileStart) }
	if !slices.ContainsFunc(pass.Files, ofTest) {
		return pass, true
	}
	program := *pass
	program.Files = slices.DeleteFunc(slices.Clone(pass.Files), ofTest)
	if reachedByTests(pass, program.Files) {
		return &program, recheck(&program)
	}
	info := *pass.TypesInfo
	info.InitOrder = slices.DeleteFunc(slices.Clone(info.InitOrder), func(i *types.Initializer) bool { return isTest(pass.Fset, i.Rhs.Pos()) })
	program.TypesInfo = &info
	return &program, true
}

// reachedByTests reports whether test files change what the other files mean: they
// declare a function min that these take for the builtin, or a method of their types.
func reachedByTests(pass *analysis.Pass, files []*ast.File) bool {
	for _, file := range files {
		for n := range ast.Preorder(file) {
			id, ok := n.(*ast.Ident)
			if !ok {
				continue
			}
			if used := pass.TypesInfo.Uses[id]; used != nil && used.Pkg() == pass.Pkg && isTest(pass.Fset, used.Pos()) {
				return true
			}
		}
	}
	for _, name := range pass.Pkg.Scope().Names() {
		declared, ok := pass.Pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || declared.IsAlias() || isTest(pass.Fset, declared.Pos()) {
			continue
		}
		if named, ok := declared.Type().(*types.Named); ok {
			for method := range named.Methods() {
				if isTest(pass.Fset, method.Pos()) {
					return true
				}
			}
		}
	}
	return false
}

// recheck type-checks the files of a pass again, as a package of their own, with the
// packages that have been imported already. It reports whether they build.
func recheck(pass *analysis.Pass) bool {
	imported := make(importedPackages)
	for _, file := range pass.Files {
		for _, spec := range file.Imports {
			if name := pass.TypesInfo.PkgNameOf(spec); name != nil {
				if path, err := strconv.Unquote(spec.Path.Value); err == nil {
					imported[path] = name.Imported()
				}
			}
		}
	}
	info := &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue), Instances: make(map[*ast.Ident]types.Instance),
		Defs: make(map[*ast.Ident]types.Object), Uses: make(map[*ast.Ident]types.Object),
		Implicits: make(map[ast.Node]types.Object), Selections: make(map[*ast.SelectorExpr]*types.Selection),
		Scopes: make(map[ast.Node]*types.Scope), FileVersions: make(map[*ast.File]string),
	}
	config := types.Config{Importer: imported, Sizes: pass.TypesSizes, GoVersion: pass.Pkg.GoVersion()}
	pkg, err := config.Check(pass.Pkg.Path(), pass.Fset, pass.Files, info)
	if err != nil {
		return false
	}
	pass.Pkg, pass.TypesInfo = pkg, info
	return true
}

// importedPackages are packages by the path that a file imports them by.
type importedPackages map[string]*types.Package

// Import returns the package that a path names.
func (p importedPackages) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if pkg := p[path]; pkg != nil {
		return pkg, nil
	}
	return nil, fmt.Errorf("package %q is not imported", path)
}

// isTest reports whether a place is in a file that only go test compiles.
func isTest(fset *token.FileSet, pos token.Pos) bool {
	return strings.HasSuffix(fset.PositionFor(pos, false).Filename, "_test.go")
}
