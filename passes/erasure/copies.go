package erasure

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// Text returns the string of which an expression makes bytes, or nil.
func (f *Finder) Text(e ast.Expr) ast.Expr {
	conversion, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || len(conversion.Args) != 1 || !f.pass.TypesInfo.Types[conversion.Fun].IsType() || f.pass.TypesInfo.Types[conversion.Args[0]].Value != nil {
		return nil
	}
	if basic, ok := f.pass.TypesInfo.TypeOf(conversion.Args[0]).Underlying().(*types.Basic); !ok || basic.Info()&types.IsString == 0 {
		return nil
	}
	return conversion.Args[0]
}

// A Copy is the bytes of a string that are erased, and that string.
type Copy struct {
	Node ast.Node
	Text ast.Expr
}

// Copies returns variables that hold the bytes of a string for nothing but to be erased.
func (f *Finder) Copies(body *ast.BlockStmt) []Copy {
	texts, others := make(map[types.Object]ast.Expr), make(map[types.Object]bool)
	places := make(map[types.Object]ast.Node)
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE && len(n.Lhs) == 1 && len(n.Rhs) == 1 {
				if name, ok := n.Lhs[0].(*ast.Ident); ok && f.Text(n.Rhs[0]) != nil {
					texts[f.pass.TypesInfo.Defs[name]], places[f.pass.TypesInfo.Defs[name]] = f.Text(n.Rhs[0]), n
				}
			}
		case *ast.CallExpr:
			return f.At(n) == nil
		case *ast.RangeStmt:
			return f.erasedBy(n) == nil
		case *ast.ForStmt:
			return f.erasedBy(n) == nil
		case *ast.Ident:
			others[f.pass.TypesInfo.Uses[n]] = true
		}
		return true
	})
	var copies []Copy
	for v, text := range texts {
		if !others[v] && v != nil {
			copies = append(copies, Copy{places[v], text})
		}
	}
	slices.SortFunc(copies, func(a, b Copy) int { return cmp.Compare(a.Node.Pos(), b.Node.Pos()) })
	return copies
}
