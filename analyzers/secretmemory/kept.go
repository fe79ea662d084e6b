package secretmemory

import (
	"fmt"
	"go/ast"

	"github.com/cryptolint/cryptolint/internal/rule"
)

// keeps reports what a function erases at its end, always, though it returns or stores it,
// and what it did not have yet when it named it.
func (c *checker) keeps(function *ast.FuncDecl) {
	for _, d := range c.erasure.AtReturn(function) {
		switch {
		case d.Early:
			c.report("too early", d.Node, rule.Finding{
				Message: fmt.Sprintf("%q is nil here, and defer evaluates it now: its later content is not erased", d.Name),
				Advice:  "defer the call after the variable is set",
			})
		case d.Kept != nil:
			c.report("kept", d.Kept, rule.Finding{
				Confidence: rule.Likely,
				Message:    fmt.Sprintf("%q is still used here, but the function erases it when it returns", d.Name),
				Why:        "the code that uses it gets zeros, and an attacker can guess a key or password of zeros",
				Advice:     "return a copy: bytes.Clone",
			})
		}
	}
}
