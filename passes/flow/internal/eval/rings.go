package eval

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// KnowFills finds the fills of a function that is in a ring, and reports whether it is.
// They must be known before any history in the ring is found out.
func (e *Evaluator) KnowFills(fn *ssa.Function) bool {
	ring := e.Rings[fn]
	if ring == nil {
		return false
	}
	if outer := e.beyond(fn); outer != nil {
		return outer.KnowFills(fn)
	}
	if _, known := e.fillsOf.Get(fn); !known {
		e.Find(func() { e.ringFills(ring) })
	}
	return true
}

// ringFills finds what all functions of a ring write behind their parameters.
func (e *Evaluator) ringFills(ring []*ssa.Function) {
	for _, fn := range ring {
		e.fillsOf.Set(fn, nil)
	}
	for range e.Rounds(ring) {
		end := e.trial()
		found := make([][]fact.Fill, len(ring))
		changed := false
		for i, fn := range ring {
			found[i] = e.findFills(fn)
			before, _ := e.fillsOf.Get(fn)
			changed = changed || !slices.EqualFunc(before, found[i], func(f, g fact.Fill) bool { return f.Param == g.Param && f.Path == g.Path })
		}
		end(changed)
		if !changed {
			return
		}
		for i, fn := range ring {
			e.fillsOf.Set(fn, found[i])
		}
	}
}

// trial begins to remember what is found out from now on. The function that it returns
// ends that, and forgets it if it was in vain.
func (e *Evaluator) trial() (end func(vain bool)) {
	held, targets := e.Memory.Trial(), e.callTargets.Trial()
	return func(vain bool) {
		held(vain)
		targets(vain)
	}
}

func (e *Evaluator) Rounds(ring []*ssa.Function) int {
	return max(1, min(ir.MaxRounds, ir.MaxRingSteps/len(ring)))
}
