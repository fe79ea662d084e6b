package flow

import "go/ast"

// core takes off conversions and parentheses.
func core(expr ast.Expr) ast.Expr {
	for {
		switch e := expr.(type) {
		case *ast.ParenExpr:
			expr = e.X
		case *ast.StarExpr:
			expr = e.X
		case *ast.SliceExpr:
			expr = e.X
		case *ast.CallExpr:
			if !isConversion(e) {
				return expr
			}
			expr = e.Args[0]
		default:
			return expr
		}
	}
}

// isConversion reports whether a call converts to string or []byte.
func isConversion(call *ast.CallExpr) bool {
	if len(call.Args) != 1 {
		return false
	}
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return fun.Name == "string"
	case *ast.ArrayType:
		return true
	}
	return false
}

// core takes off parentheses and all conversions, also those to named types.
func (g *Graph) core(expr ast.Expr) ast.Expr {
	for {
		expr = core(expr)
		call, ok := expr.(*ast.CallExpr)
		if !ok || len(call.Args) != 1 || !g.e.Pass.TypesInfo.Types[call.Fun].IsType() {
			return expr
		}
		expr = call.Args[0]
	}
}

// nameOf returns the last name of an expression: of the variable, the field or the
// function.
func (g *Graph) nameOf(expr ast.Expr) string {
	switch e := g.core(expr).(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.CallExpr:
		return g.nameOf(e.Fun)
	case *ast.IndexExpr:
		return g.nameOf(e.X)
	}
	return ""
}
