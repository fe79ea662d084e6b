package rule

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
)

// supportsTests reports whether a place in a file that imports a library for tests is test
// support. Some programs keep the helpers of their tests in one file with functions of the
// program. What has to do with the helpers is test support, and so is all of a file of
// which that is more than half.
func supportsTests(pass *analysis.Pass, file *ast.File, pos token.Pos) bool {
	helpers := helpersIn(pass, file)
	functions, helping := 0, 0
	for _, decl := range file.Decls {
		if decl.Pos() <= pos && pos < decl.End() && helpers[decl] {
			return true
		}
		if _, ok := decl.(*ast.FuncDecl); ok {
			functions++
			if helpers[decl] {
				helping++
			}
		}
	}
	return 2*helping > functions
}

// helpersIn returns the declarations of a file that name something of a library for tests,
// and those that they name or are named by, and so on.
func helpersIn(pass *analysis.Pass, file *ast.File) map[ast.Decl]bool {
	declared := make(map[types.Object]ast.Decl)
	for _, decl := range file.Decls {
		for _, object := range objectsOf(pass, decl) {
			declared[object] = decl
		}
	}
	helpers, near := make(map[ast.Decl]bool), make(map[ast.Decl][]ast.Decl)
	var found []ast.Decl
	for _, decl := range file.Decls {
		for n := range ast.Preorder(decl) {
			id, ok := n.(*ast.Ident)
			if !ok {
				continue
			}
			used := pass.TypesInfo.Uses[id]
			if named, ok := used.(*types.PkgName); ok && (ofTests(named.Imported().Path()) || named.Imported().Path() == "net/http/httptest") {
				found = append(found, decl)
			}
			if other := declared[used]; other != nil && other != decl {
				near[decl], near[other] = append(near[decl], other), append(near[other], decl)
			}
		}
	}
	for len(found) > 0 {
		decl := found[0]
		found = found[1:]
		if !helpers[decl] {
			helpers[decl] = true
			found = append(found, near[decl]...)
		}
	}
	return helpers
}

// objectsOf returns what a declaration declares.
func objectsOf(pass *analysis.Pass, decl ast.Decl) []types.Object {
	if function, ok := decl.(*ast.FuncDecl); ok {
		return []types.Object{pass.TypesInfo.Defs[function.Name]}
	}
	var objects []types.Object
	for n := range ast.Preorder(decl) {
		if id, ok := n.(*ast.Ident); ok {
			if object := pass.TypesInfo.Defs[id]; object != nil && object.Parent() == pass.Pkg.Scope() {
				objects = append(objects, object)
			}
		}
	}
	return objects
}
