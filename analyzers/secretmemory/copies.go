package secretmemory

import (
	"go/ast"
	"go/types"
)

// function reports functions that do nothing but erase a copy of what they are passed, and
// what is erased when they return and goes on to be used.
func (c *checker) function(function *ast.FuncDecl) {
	if function.Body == nil {
		return
	}
	c.keeps(function)
	for _, copied := range c.erasure.Copies(function.Body) {
		c.Report(textErased.Naming(types.ExprString(copied.Text)).At(copied.Node))
	}
	for _, parameter := range c.erasure.OnlyCopies(function) {
		c.Report(copyErased.Naming(function.Name.Name, parameter.Name).At(function.Body.List[0]))
	}
}

// converted reports bytes of a string that are made to be erased.
func (c *checker) converted(call *ast.CallExpr) {
	erased := c.erasure.At(call)
	if erased == nil {
		return
	}
	if text := c.erasure.Text(erased); text != nil {
		c.Report(textErased.Naming(types.ExprString(text)).At(call))
	}
}
