package erasure

import "go/ast"

// maxCalls bounds the functions that are looked into below one.
const maxCalls = 3

// Runs goes through the code that runs where a function value is called: that of a literal,
// or of a function of the package, and below it that of the functions of the package which
// it calls. As with ast.Inspect, visit says whether to go on below a node.
func (f *Finder) Runs(function ast.Expr, visit func(ast.Node) bool) {
	seen := make(map[*ast.BlockStmt]bool)
	switch function := ast.Unparen(function).(type) {
	case *ast.FuncLit:
		f.runs(function.Body, seen, maxCalls, visit)
	case *ast.Ident:
		f.runs(f.Body(f.pass.TypesInfo.Uses[function]), seen, maxCalls, visit)
	case *ast.SelectorExpr:
		f.runs(f.Body(f.pass.TypesInfo.Uses[function.Sel]), seen, maxCalls, visit)
	}
}

func (f *Finder) runs(body *ast.BlockStmt, seen map[*ast.BlockStmt]bool, depth int, visit func(ast.Node) bool) {
	if body == nil || seen[body] || depth < 0 {
		return
	}
	seen[body] = true
	ast.Inspect(body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			if called := f.Called(call); called != nil {
				f.runs(f.Body(called), seen, depth-1, visit)
			}
		}
		return visit(n)
	})
}
