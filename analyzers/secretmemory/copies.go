package secretmemory

import (
	"fmt"
	"go/ast"
	"go/types"

	"github.com/cryptolint/cryptolint/internal/rule"
)

// function reports functions that do nothing but erase a copy of what they are passed, and
// what is erased when they return and goes on to be used.
func (c *checker) function(function *ast.FuncDecl) {
	if function.Body == nil {
		return
	}
	c.keeps(function)
	for _, copied := range c.erasure.Copies(function.Body) {
		c.copied(copied.Node, copied.Text)
	}
	for _, parameter := range c.erasure.OnlyCopies(function) {
		c.report("copy", function.Body.List[0], rule.Finding{
			Message: fmt.Sprintf("%q erases a copy: the caller still has what was passed for %q", function.Name.Name, parameter.Name),
			Advice:  "pass a slice, or a pointer, and use clear", Instead: wipe,
		})
	}
}

// converted reports bytes of a string that are made to be erased.
func (c *checker) converted(call *ast.CallExpr) {
	erased := c.erasure.At(call)
	if erased == nil {
		return
	}
	if text := c.erasure.Text(erased); text != nil {
		c.copied(call, text)
	}
}

func (c *checker) copied(at ast.Node, text ast.Expr) {
	c.report("string", at, rule.Finding{
		Message: fmt.Sprintf("the conversion copies the string %q, and only the copy is erased", types.ExprString(text)),
		Advice:  "keep the secret as []byte from the beginning, and erase that", Instead: bytes,
	})
}
