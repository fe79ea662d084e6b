package secretmemory

import (
	"fmt"
	"go/ast"
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
		name, inClosure := c.erasure.Deferred(deferred)
		if name == nil {
			continue
		}
		v, _ := c.TypesInfo.Uses[name].(*types.Var)
		if v == nil || v.Parent() == c.Pkg.Scope() || v.IsField() {
			continue
		}
		if !inClosure && c.erasure.Unset(function, v, function.Body.List[:i]) && c.erasure.Assigned(function.Body, v, deferred.End()) {
			c.report("too early", deferred, rule.Finding{
				Message: fmt.Sprintf("%q is nil here, and defer evaluates it now: its later content is not erased", name.Name),
				Advice:  "defer the call after the variable is set",
			})
			continue
		}
		if c.erasure.Assigned(function.Body, v, deferred.End()) {
			continue
		}
		if _, slice := v.Type().Underlying().(*types.Slice); !slice {
			continue
		}
		if kept := c.erasure.KeptAfter(function.Body, v, deferred.End()); kept != nil {
			c.report("kept", kept, rule.Finding{
				Confidence: rule.Likely,
				Message:    fmt.Sprintf("%q is still used here, but the function erases it when it returns", name.Name),
				Why:        "the code that uses it gets zeros, and an attacker can guess a key or password of zeros",
				Advice:     "return a copy: bytes.Clone",
			})
		}
	}
}
