package ir

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// NamedConstant returns the declared constant that the expression of an instruction names
// where its value is c, or nil. SSA itself only knows the value.
func (p *Program) NamedConstant(c *ssa.Const, at ssa.Instruction) *types.Const {
	if c.Value == nil || at == nil {
		return nil
	}
	pos := at.Pos()
	if call, ok := at.(ssa.CallInstruction); ok {
		pos = call.Common().Pos()
	}
	for _, expr := range operands(p.Nodes[pos]) {
		if named := p.constantNamed(expr); named != nil && named.Val().Kind() == c.Value.Kind() && constant.Compare(named.Val(), token.EQL, c.Value) {
			return named
		}
	}
	return nil
}

// operands returns the expressions whose values an instruction gets that was made for n.
func operands(n ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.CallExpr:
		return n.Args
	case *ast.KeyValueExpr:
		return []ast.Expr{n.Value}
	case *ast.AssignStmt:
		return n.Rhs
	}
	return nil
}

// constantNamed returns the constant that an expression names, or nil.
func (p *Program) constantNamed(expr ast.Expr) *types.Const {
	var name *ast.Ident
	switch expr := ast.Unparen(expr).(type) {
	case *ast.Ident:
		name = expr
	case *ast.SelectorExpr:
		name = expr.Sel
	default:
		return nil
	}
	named, _ := p.Pass.TypesInfo.Uses[name].(*types.Const)
	return named
}
