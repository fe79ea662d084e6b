package handmade

import "go/ast"

// Says reports whether a name or a text in a function, other than the name of the function, says
// something: that what it encodes has been encrypted before, or is going to be.
func Says(function *ast.FuncDecl, says func(text string) bool) bool {
	found := false
	ast.Inspect(function, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			found = found || n != function.Name && says(n.Name)
		case *ast.BasicLit:
			found = found || says(n.Value)
		}
		return !found
	})
	return found
}
