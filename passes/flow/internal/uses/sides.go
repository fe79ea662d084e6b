package uses

import (
	"go/ast"
)

// Sides returns the expressions of a comparison: that of the sink's value, and the
// other. They are nil where the comparison is in another function, or in a switch.
func (s *Sink) Sides() (value, other ast.Expr) {
	var sides []ast.Expr
	switch node := s.Syntax.(type) {
	case *ast.BinaryExpr:
		sides = []ast.Expr{node.X, node.Y}
	case *ast.CallExpr:
		sides = node.Args
	}
	if s.Through() || len(sides) != 2 {
		return nil, nil
	}
	if s.second {
		return sides[1], sides[0]
	}
	return sides[0], sides[1]
}
