package kdfcost

import (
	"go/ast"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/passes/flow"
)

// fix raises the cost of bcrypt to its default where the call names the cost: the cost is
// a part of the hash, so those that are stored stay valid. It is nil elsewhere, and where
// more than the default is asked for.
func (c *checker) fix(sink *flow.Sink) *analysis.SuggestedFix {
	call, ok := sink.Node().(*ast.CallExpr)
	if !ok || sink.Through() || !sink.Is(bcrypt...) || len(call.Args) != 2 || c.Number(bcryptOption) > bcryptCost {
		return nil
	}
	called, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	imported, ok := called.X.(*ast.Ident)
	if !ok {
		return nil
	}
	switch cost := ast.Unparen(call.Args[1]).(type) {
	case *ast.BasicLit:
	case *ast.SelectorExpr:
		if of, ok := cost.X.(*ast.Ident); !ok || c.TypesInfo.Uses[of] != c.TypesInfo.Uses[imported] {
			return nil // the import of another package would be left over
		}
	default:
		return nil
	}
	return &analysis.SuggestedFix{
		Message:   "Use the default cost; hashes that are stored stay valid",
		TextEdits: []analysis.TextEdit{{Pos: call.Args[1].Pos(), End: call.Args[1].End(), NewText: []byte(imported.Name + ".DefaultCost")}},
	}
}
