package uses

import (
	"go/ast"

	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Exprs returns the expressions of a comparison: that of the sink's value, and the
// other. They are nil where the function that is called compares something else than
// what it is passed, and in a switch.
func (s *Sink) Exprs() (mine, theirs ast.Expr) {
	switch node := s.Syntax.(type) {
	case *ast.BinaryExpr:
		if s.second {
			return node.Y, node.X
		}
		return node.X, node.Y
	case *ast.CallExpr:
		if s.Use != nil {
			return s.argument(node, s.Use.Value), s.argument(node, s.Use.Other)
		}
		if len(node.Args) != 2 {
			return nil, nil
		}
		if s.second {
			return node.Args[1], node.Args[0]
		}
		return node.Args[0], node.Args[1]
	}
	return nil, nil
}

// argument returns the argument of a call that is a value in terms of the callee's
// parameters, or nil.
func (s *Sink) argument(call *ast.CallExpr, v value.Value) ast.Expr {
	if !asPassed(v) || len(v) != 1 {
		return nil
	}
	i := v[0][0].Param - 1
	if s.Target.Receiver != nil {
		i--
	}
	if i < 0 || i >= len(call.Args) || len(call.Args) != len(s.Target.Args) {
		return nil
	}
	return call.Args[i]
}
