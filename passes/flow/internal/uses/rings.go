package uses

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
)

// ringUses finds the uses of all functions of a ring.
func (e *Finder) ringUses(ring []*ssa.Function) {
	for _, fn := range ring {
		e.usesOf.Set(fn, nil)
	}
	for range e.Rounds(ring) {
		changed := false
		for _, fn := range ring {
			e.sinksOf.Drop(fn)
			found := e.findUses(fn)
			before, _ := e.usesOf.Get(fn)
			changed = changed || !slices.EqualFunc(before, found, fact.SameUse)
			e.usesOf.Set(fn, found)
		}
		if !changed {
			break
		}
	}
	for _, fn := range ring {
		e.sinksOf.Drop(fn) // they point to uses of an earlier round
	}
}
