package secretmemory

import (
	"go/ast"

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
					c.Report(goroutine.At(n))
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
			c.Report(outlives.Naming(v.Name()).At(assigned))
		}
	}
}
