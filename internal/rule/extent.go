package rule

import (
	"go/ast"
	"go/token"
)

// extent returns where the code at the place of a finding ends, for a rule that gives
// no end: the end of the longest expression that begins there, or of the return
// statement. Where none begins, it is that of the expression whose parenthesis, bracket
// or operator is there, or else the place itself.
func (p *Pass) extent(pos token.Pos) token.Pos {
	end := pos
	file := p.FileOf(pos)
	if file == nil {
		return end
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil || pos < n.Pos() || n.End() <= pos {
			return false
		}
		switch n := n.(type) {
		case *ast.ReturnStmt:
			if n.Pos() == pos {
				end = max(end, n.End())
			}
		case ast.Expr:
			if n.Pos() == pos || mark(n) == pos {
				end = max(end, n.End())
			}
		}
		return true
	})
	return end
}

// mark returns the place within an expression by which SSA knows it.
func mark(e ast.Expr) token.Pos {
	switch e := e.(type) {
	case *ast.CallExpr:
		return e.Lparen
	case *ast.IndexExpr:
		return e.Lbrack
	case *ast.SliceExpr:
		return e.Lbrack
	case *ast.BinaryExpr:
		return e.OpPos
	case *ast.CompositeLit:
		return e.Lbrace
	case *ast.TypeAssertExpr:
		return e.Lparen
	}
	return token.NoPos
}
