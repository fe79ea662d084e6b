package secretmemory

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"github.com/cryptolint/cryptolint/internal/rule"
)

// keeps reports what a function erases at its end, always, though it returns or stores it,
// and what it did not have yet when it named it.
func (c *checker) keeps(function *ast.FuncDecl) {
	for i, statement := range function.Body.List {
		deferred, ok := statement.(*ast.DeferStmt)
		if !ok {
			continue
		}
		name, inClosure := c.deferredErasure(deferred)
		if name == nil {
			continue
		}
		v, _ := c.TypesInfo.Uses[name].(*types.Var)
		if v == nil || v.Parent() == c.Pkg.Scope() || v.IsField() {
			continue
		}
		if !inClosure && c.unset(function, v, function.Body.List[:i]) && c.assigned(function.Body, v, deferred.End()) {
			c.report("too early", deferred, rule.Finding{
				Message: fmt.Sprintf("%q is nil here, and defer evaluates it now: its later content is not erased", name.Name),
				Advice:  "defer the call after the variable is set",
			})
			continue
		}
		if c.assigned(function.Body, v, deferred.End()) {
			continue
		}
		if _, slice := v.Type().Underlying().(*types.Slice); !slice {
			continue
		}
		if kept := c.keptAfter(function.Body, v, deferred.End()); kept != nil {
			c.report("kept", kept, rule.Finding{
				Confidence: rule.Likely,
				Message:    fmt.Sprintf("%q is still used here, but the function erases it when it returns", name.Name),
				Why:        "the code that uses it gets zeros, and an attacker can guess a key or password of zeros",
				Advice:     "return a copy: bytes.Clone",
			})
		}
	}
}

// deferredErasure returns the variable that a deferred call erases, and whether a function
// literal does.
func (c *checker) deferredErasure(deferred *ast.DeferStmt) (name *ast.Ident, inClosure bool) {
	if literal, ok := deferred.Call.Fun.(*ast.FuncLit); ok {
		for _, statement := range literal.Body.List {
			if element, ok := c.erasedBy(statement).(*ast.IndexExpr); ok {
				if id, ok := ast.Unparen(element.X).(*ast.Ident); ok {
					return id, true
				}
			}
		}
		return nil, true
	}
	id, _ := ast.Unparen(erasedExpr(c.erasedAt(deferred.Call))).(*ast.Ident)
	return id, false
}

// unset reports whether a variable has no value yet: a result, or one that is declared
// without, and not set before.
func (c *checker) unset(function *ast.FuncDecl, v *types.Var, before []ast.Stmt) bool {
	declared := false
	for _, field := range parameters(function.Type.Results) {
		for _, name := range field.Names {
			declared = declared || c.TypesInfo.Defs[name] == v
		}
	}
	for _, statement := range before {
		ast.Inspect(statement, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				for _, name := range n.Names {
					declared = declared || c.TypesInfo.Defs[name] == v && len(n.Values) == 0
				}
			case *ast.Ident:
				if c.TypesInfo.Uses[n] == v {
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
func (c *checker) assigned(body *ast.BlockStmt, v *types.Var, after token.Pos) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if set, ok := n.(*ast.AssignStmt); ok && set.Pos() > after {
			for _, left := range set.Lhs {
				found = found || c.names(left, v)
			}
		}
		return !found
	})
	return found
}

// keptAfter returns the code after a place that returns a slice, or stores it in a field.
func (c *checker) keptAfter(body *ast.BlockStmt, v *types.Var, after token.Pos) ast.Node {
	var kept ast.Node
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			for _, result := range n.Results {
				if n.Pos() > after && kept == nil && c.holds(result, v) {
					kept = n
				}
			}
		case *ast.AssignStmt:
			for i, left := range n.Lhs {
				selector, ok := left.(*ast.SelectorExpr)
				if ok && n.Pos() > after && kept == nil && len(n.Lhs) == len(n.Rhs) && c.outlives(selector.X) && c.holds(n.Rhs[i], v) {
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
func (c *checker) holds(e ast.Expr, v *types.Var) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return c.TypesInfo.Uses[e] == v
	case *ast.SliceExpr:
		return c.holds(e.X, v)
	case *ast.UnaryExpr:
		literal, ok := e.X.(*ast.CompositeLit)
		return ok && e.Op == token.AND && c.holds(literal, v)
	case *ast.CompositeLit:
		for _, element := range e.Elts {
			if pair, ok := element.(*ast.KeyValueExpr); ok {
				element = pair.Value
			}
			if c.holds(element, v) {
				return true
			}
		}
	}
	return false
}

// outlives reports whether a variable refers to something that others have, too: a pointer
// that is a receiver or a parameter, or a variable of the package.
func (c *checker) outlives(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := c.TypesInfo.Uses[id].(*types.Var)
	if !ok {
		return false
	}
	_, pointer := v.Type().Underlying().(*types.Pointer)
	return v.Parent() == c.Pkg.Scope() || pointer && v.Kind() != types.LocalVar
}
