package mention

import (
	"go/ast"
	"go/types"
	"slices"
)

// Made returns the function of another package whose call made what an expression holds: the
// expression is the call, or a variable that is declared with it and only ever used to call
// some methods, each with its import path. It is not ok where that is not so.
func (m *Mentions) Made(expr ast.Expr, methods ...string) (made Symbol, ok bool) {
	call, ok := ast.Unparen(expr).(*ast.CallExpr)
	if name, named := ast.Unparen(expr).(*ast.Ident); named {
		call, ok = m.declared[m.info.Uses[name]]
		ok = ok && m.onlyCalls(m.info.Uses[name], methods)
	}
	i := slices.IndexFunc(m.Symbols, func(s Symbol) bool { return s.Call == call })
	if !ok || i < 0 {
		return Symbol{}, false
	}
	return m.Symbols[i], true
}

// onlyCalls reports whether all that a variable is used for is to call some methods.
func (m *Mentions) onlyCalls(variable types.Object, methods []string) bool {
	uses := 0
	for _, object := range m.info.Uses {
		if object == variable {
			uses++
		}
	}
	for _, s := range m.Named(methods...) {
		selector, ok := s.Node.(*ast.SelectorExpr)
		if !ok {
			continue
		}
		if name, ok := ast.Unparen(selector.X).(*ast.Ident); ok && m.info.Uses[name] == variable {
			uses--
		}
	}
	return uses == 0
}

// Shared returns the variable that a function literal returns and does nothing else: it returns
// the same at each call. It is nil for other expressions.
func (m *Mentions) Shared(expr ast.Expr) *types.Var {
	literal, ok := ast.Unparen(expr).(*ast.FuncLit)
	if !ok || len(literal.Body.List) != 1 {
		return nil
	}
	result, ok := literal.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(result.Results) != 1 {
		return nil
	}
	name, ok := ast.Unparen(result.Results[0]).(*ast.Ident)
	if !ok {
		return nil
	}
	variable, _ := m.info.Uses[name].(*types.Var)
	return variable
}
