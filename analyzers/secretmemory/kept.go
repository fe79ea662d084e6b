package secretmemory

import "go/ast"

// keeps reports what a function erases at its end, always, though it returns or stores it,
// and what it did not have yet when it named it.
func (c *checker) keeps(function *ast.FuncDecl) {
	for _, d := range c.erasure.AtReturn(function) {
		switch {
		case d.Early:
			c.Report(tooEarly.Naming(d.Name).At(d.Node))
		case d.Kept != nil:
			c.Report(usedLater.Naming(d.Name).At(d.Kept))
		}
	}
}
