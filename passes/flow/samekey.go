package flow

import (
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
)

// SameKey reports whether two sinks use one key: memory of one function that overlaps, or all
// of the same field or variable in two functions. Parts of one memory that lie side by side
// are two keys.
func (g *Graph) SameKey(a, b *Sink) bool {
	if g.e == nil || a.Operand == nil || b.Operand == nil {
		return false
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, r := range g.e.Regions(a.Operand) {
		if a.Func() == b.Func() {
			if g.e.Overlaps(r, b.Operand) {
				return true
			}
			continue
		}
		for _, other := range g.e.Regions(b.Operand) {
			if r.Storage != "" && r.Storage == other.Storage && r.Span == location.Whole && other.Span == location.Whole {
				return true
			}
		}
	}
	return false
}
