package secretmemory

import (
	"fmt"
	"go/ast"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/mention"
	"github.com/cryptolint/cryptolint/passes/module"
)

// do reports what runtime/secret.Do does not erase after a function.
func (c *checker) do() {
	goroutines := module.Of(c.Pass.Pass).Before("go1.27")
	for _, do := range mention.Of(c.Pass.Pass).Named("runtime/secret.Do") {
		if do.Call == nil || len(do.Call.Args) != 1 {
			continue
		}
		c.erasure.Runs(do.Call.Args[0], func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				if goroutines {
					c.report("goroutine", n, rule.Finding{
						Message: "secret.Do does not erase what a new goroutine leaves, before Go 1.27",
						Advice:  "do the work in the function itself, or start the goroutine outside and call secret.Do in it",
					})
				}
				return false
			case *ast.AssignStmt:
				c.outlives(n)
			}
			return true
		})
	}
}

// outlives reports what a function that runs under runtime/secret.Do puts into a package
// variable.
func (c *checker) outlives(assigned *ast.AssignStmt) {
	for _, left := range assigned.Lhs {
		if v := c.erasure.PackageVariable(left); v != nil {
			c.report("variable", assigned, rule.Finding{
				Confidence: rule.Likely,
				Message:    fmt.Sprintf("secret.Do does not erase the package variable %q", v.Name()),
				Advice:     "keep the secret in a variable of the function, and copy what is no secret to the caller's memory",
			})
		}
	}
}
