package secretmemory

import (
	"fmt"
	"go/ast"
	"go/types"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/mention"
	"github.com/cryptolint/cryptolint/passes/module"
)

// maxCalls bounds the functions that are looked into below one.
const maxCalls = 3

// do reports what runtime/secret.Do does not erase after a function.
func (c *checker) do() {
	for _, do := range mention.Of(c.Pass.Pass).Named("runtime/secret.Do") {
		if do.Call == nil || len(do.Call.Args) != 1 {
			continue
		}
		switch f := ast.Unparen(do.Call.Args[0]).(type) {
		case *ast.FuncLit:
			c.erasable(f.Body, make(map[*ast.BlockStmt]bool), maxCalls)
		case *ast.Ident:
			c.erasableIn(c.TypesInfo.Uses[f], make(map[*ast.BlockStmt]bool), maxCalls)
		case *ast.SelectorExpr:
			c.erasableIn(c.TypesInfo.Uses[f.Sel], make(map[*ast.BlockStmt]bool), maxCalls)
		}
	}
}

func (c *checker) erasableIn(function types.Object, seen map[*ast.BlockStmt]bool, depth int) {
	body := c.erasure.Body(function)
	if body == nil || seen[body] || depth == 0 {
		return
	}
	seen[body] = true
	c.erasable(body, seen, depth-1)
}

// erasable reports what stays of a function that runs under runtime/secret.Do.
func (c *checker) erasable(body *ast.BlockStmt, seen map[*ast.BlockStmt]bool, depth int) {
	goroutines := module.Of(c.Pass.Pass).Before("go1.27")
	ast.Inspect(body, func(n ast.Node) bool {
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
			for _, left := range n.Lhs {
				if v := c.erasure.PackageVariable(left); v != nil {
					c.report("variable", n, rule.Finding{
						Confidence: rule.Likely,
						Message:    fmt.Sprintf("secret.Do does not erase the package variable %q", v.Name()),
						Advice:     "keep the secret in a variable of the function, and copy what is no secret to the caller's memory",
					})
				}
			}
		case *ast.CallExpr:
			if function := c.erasure.Called(n); function != nil {
				c.erasableIn(function, seen, depth)
			}
		}
		return true
	})
}
