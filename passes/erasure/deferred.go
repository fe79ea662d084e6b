package erasure

import (
	"go/ast"
	"go/token"
	"go/types"
)

// A Deferred is what a function erases when it returns.
type Deferred struct {
	Node *ast.DeferStmt
	Name string // of the variable

	Early bool     // the variable is nil here, set later, and defer has evaluated it
	Kept  ast.Node // what returns the memory, or stores it in a field, so that it is erased under its user; or nil
}

// AtReturn returns what a function erases when it returns, always.
func (f *Finder) AtReturn(function *ast.FuncDecl) []Deferred {
	var found []Deferred
	for i, statement := range function.Body.List {
		deferred, ok := statement.(*ast.DeferStmt)
		if !ok {
			continue
		}
		name, inClosure := f.deferred(deferred)
		v := f.local(name)
		if v == nil {
			continue
		}
		d := Deferred{Node: deferred, Name: name.Name}
		_, slice := v.Type().Underlying().(*types.Slice)
		switch set := f.assigned(function.Body, v, deferred.End()); {
		case set:
			d.Early = !inClosure && f.unset(function, v, function.Body.List[:i])
		case slice:
			d.Kept = f.keptAfter(function.Body, v, deferred.End())
		}
		found = append(found, d)
	}
	return found
}

// local returns the variable of a function that a name means, which may be nil, or nil where
// it is a field or one of the package.
func (f *Finder) local(name *ast.Ident) *types.Var {
	if name == nil {
		return nil
	}
	v, _ := f.pass.TypesInfo.Uses[name].(*types.Var)
	if v == nil || v.Parent() == f.pass.Pkg.Scope() || v.IsField() {
		return nil
	}
	return v
}

// deferred returns the variable that a deferred call erases, and whether a function
// literal does.
func (f *Finder) deferred(deferred *ast.DeferStmt) (name *ast.Ident, inClosure bool) {
	if literal, ok := deferred.Call.Fun.(*ast.FuncLit); ok {
		for _, statement := range literal.Body.List {
			if element, ok := f.erasedBy(statement).(*ast.IndexExpr); ok {
				if id, ok := ast.Unparen(element.X).(*ast.Ident); ok {
					return id, true
				}
			}
		}
		return nil, true
	}
	id, _ := ast.Unparen(f.At(deferred.Call)).(*ast.Ident)
	return id, false
}

// unset reports whether a variable has no value yet: a result, or one that is declared
// without, and not set before.
func (f *Finder) unset(function *ast.FuncDecl, v *types.Var, before []ast.Stmt) bool {
	declared := false
	for _, field := range fields(function.Type.Results) {
		for _, name := range field.Names {
			declared = declared || f.pass.TypesInfo.Defs[name] == v
		}
	}
	for _, statement := range before {
		ast.Inspect(statement, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				for _, name := range n.Names {
					declared = declared || f.pass.TypesInfo.Defs[name] == v && len(n.Values) == 0
				}
			case *ast.Ident:
				if f.pass.TypesInfo.Uses[n] == v {
					declared = false
					v = nil
				}
			}
			return v != nil
		})
		if v == nil {
			return false
		}
	}
	return declared
}

// assigned reports whether a variable is set after a place.
func (f *Finder) assigned(body *ast.BlockStmt, v *types.Var, after token.Pos) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if set, ok := n.(*ast.AssignStmt); ok && set.Pos() > after {
			for _, left := range set.Lhs {
				found = found || f.names(left, v)
			}
		}
		return !found
	})
	return found
}

// keptAfter returns the code after a place that returns a slice, or stores it in a field.
func (f *Finder) keptAfter(body *ast.BlockStmt, v *types.Var, after token.Pos) ast.Node {
	var kept ast.Node
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			for _, result := range n.Results {
				if n.Pos() > after && kept == nil && f.holds(result, v) {
					kept = n
				}
			}
		case *ast.AssignStmt:
			for i, left := range n.Lhs {
				selector, ok := left.(*ast.SelectorExpr)
				if ok && n.Pos() > after && kept == nil && len(n.Lhs) == len(n.Rhs) && f.outlives(selector.X) && f.holds(n.Rhs[i], v) {
					kept = n
				}
			}
		}
		return true
	})
	return kept
}

// holds reports whether an expression is a slice, a part of it, or a literal that refers to
// it.
func (f *Finder) holds(e ast.Expr, v *types.Var) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return f.pass.TypesInfo.Uses[e] == v
	case *ast.SliceExpr:
		return f.holds(e.X, v)
	case *ast.UnaryExpr:
		literal, ok := e.X.(*ast.CompositeLit)
		return ok && e.Op == token.AND && f.holds(literal, v)
	case *ast.CompositeLit:
		for _, element := range e.Elts {
			if pair, ok := element.(*ast.KeyValueExpr); ok {
				element = pair.Value
			}
			if f.holds(element, v) {
				return true
			}
		}
	}
	return false
}

// outlives reports whether a variable refers to something that others have, too: a pointer
// that is a receiver or a parameter, or a variable of the package.
func (f *Finder) outlives(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := f.pass.TypesInfo.Uses[id].(*types.Var)
	if !ok {
		return false
	}
	_, pointer := v.Type().Underlying().(*types.Pointer)
	return v.Parent() == f.pass.Pkg.Scope() || pointer && v.Kind() != types.LocalVar
}
