package ir

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// SameValue reports whether two instructions yield the same: one, or two loads of one
// field. Two receives from one channel do not.
func SameValue(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	if f, ok := a.(*ssa.FieldAddr); ok {
		g, both := b.(*ssa.FieldAddr)
		return both && f.Field == g.Field && SameValue(f.X, g.X)
	}
	x, ok := a.(*ssa.UnOp)
	y, also := b.(*ssa.UnOp)
	return ok && also && x.Op == y.Op && x.Op != token.ARROW && SameValue(x.X, y.X)
}
