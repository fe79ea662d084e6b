package flow

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
)

// SameKey reports whether two sinks use one key: memory of one function that overlaps, or all
// of the same variable, or of a field of the receiver, in two functions. Parts of one memory
// that lie side by side are two keys, and so are fields of two objects; parts whose bounds are
// computed may be two.
func (g *Graph) SameKey(a, b *Sink) bool {
	if g.e == nil || a.Operand == nil || b.Operand == nil {
		return false
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, r := range g.e.Regions(a.Operand) {
		if a.Func() == b.Func() {
			if g.e.Meets(r, b.Operand) {
				return true
			}
			continue
		}
		for _, other := range g.e.Regions(b.Operand) {
			if r.Storage == other.Storage && shared(r) && shared(other) {
				return true
			}
		}
	}
	return false
}

// shared reports whether a region is all of what other functions find in the same place: a
// variable of the package, or a field of the receiver.
func shared(r location.Region) bool {
	if r.Storage == "" || r.Span != location.Whole {
		return false
	}
	switch root := r.Root.(type) {
	case *ssa.Global:
		return true
	case *ssa.Parameter:
		fn := root.Parent()
		return fn.Signature.Recv() != nil && fn.Params[0] == root
	}
	return false
}
