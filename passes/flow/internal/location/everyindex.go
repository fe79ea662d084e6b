package location

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// visitsAll reports whether the index of x[index] takes every value from zero to
// the length of x, one after the other: what such a loop writes covers x.
func visitsAll(address *ssa.IndexAddr) bool {
	switch index := address.Index.(type) {
	case *ssa.BinOp: // for i := range x: the phi begins with -1 and the index is the next
		phi, ok := index.X.(*ssa.Phi)
		return ok && increments(index, phi) && countsFrom(phi, -1, index) && stopsAtEnd(index, address.X)
	case *ssa.Phi: // for i := 0; i < len(x); i++
		for _, edge := range index.Edges {
			if next, ok := edge.(*ssa.BinOp); ok && increments(next, index) && countsFrom(index, 0, next) {
				return stopsAtEnd(index, address.X)
			}
		}
	}
	return false
}

// increments reports whether next is phi + 1.
func increments(next *ssa.BinOp, phi *ssa.Phi) bool {
	step, ok := ir.ConstantInt(next.Y)
	return next.Op == token.ADD && next.X == phi && ok && step == 1
}

// countsFrom reports whether the phi is start at first and next afterwards.
func countsFrom(phi *ssa.Phi, start int64, next ssa.Value) bool {
	for _, edge := range phi.Edges {
		first, ok := ir.ConstantInt(edge)
		if edge != next && (!ok || first != start) {
			return false
		}
	}
	return true
}

// stopsAtEnd reports whether the index is compared to the length of x.
func stopsAtEnd(index, x ssa.Value) bool {
	for _, user := range *index.Referrers() {
		compared, ok := user.(*ssa.BinOp)
		if ok && compared.Op == token.LSS && compared.X == index && ir.IsLengthOf(compared.Y, x) {
			return true
		}
	}
	return false
}

// ElementAt returns the span of the element at an address, which is all of s in a
// loop over it.
func (s Span) ElementAt(address *ssa.IndexAddr) Span {
	if visitsAll(address) {
		return s
	}
	return s.element(address.Index)
}
