package rule

import (
	"go/ast"
	"go/token"
	"go/types"
)

// written returns the places of the variables and constants in the code of a finding
// whose value is written out where they are declared, such as
// iv := []byte("0123456789abcdef"). The path of a constant begins where it is used, but
// people put their comment at the value.
func (p *Pass) written(f Finding) []token.Position {
	file := p.FileOf(f.Pos)
	if file == nil || !f.End.IsValid() {
		return nil
	}
	used := make(map[types.Object]bool)
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil || n.End() <= f.Pos || n.Pos() >= f.End {
			return false
		}
		if id, ok := n.(*ast.Ident); ok && id.Pos() >= f.Pos {
			used[p.TypesInfo.Uses[id]] = true
		}
		return true
	})
	delete(used, nil)
	if len(used) == 0 {
		return nil
	}
	var all []token.Position
	declared := func(names []*ast.Ident, values []ast.Expr) {
		for i, name := range names {
			if used[p.TypesInfo.Defs[name]] && len(names) == len(values) && p.isWritten(values[i]) {
				all = append(all, p.Fset.PositionFor(name.Pos(), false))
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				var names []*ast.Ident
				for _, left := range n.Lhs {
					id, _ := left.(*ast.Ident) // always, on the left of ":="
					names = append(names, id)
				}
				declared(names, n.Rhs)
			}
		case *ast.ValueSpec:
			declared(n.Names, n.Values)
		}
		return true
	})
	return all
}

// isWritten reports whether an expression consists of constants alone, at least one of
// them, also converted or in a composite literal.
func (p *Pass) isWritten(e ast.Expr) bool {
	if p.TypesInfo.Types[e].Value != nil {
		return true
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		return len(e.Args) == 1 && p.TypesInfo.Types[e.Fun].IsType() && p.isWritten(e.Args[0])
	case *ast.CompositeLit:
		for _, element := range e.Elts {
			if pair, ok := element.(*ast.KeyValueExpr); ok {
				element = pair.Value
			}
			if !p.isWritten(element) {
				return false
			}
		}
		return len(e.Elts) > 0
	}
	return false
}
