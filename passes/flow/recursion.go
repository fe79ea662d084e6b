package flow

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Functions that call each other have summaries that need each other. They are found
// together, for all functions of a ring: each round takes the summaries of the last one,
// until nothing changes. So it does not matter which of them is asked for first.

// Bounds of the summaries of a ring of functions.
const (
	maxRounds    = 12
	maxRingSteps = 120 // rounds times functions
)

// ringsOf returns the functions that call each other, each with all of its ring, in
// source order. Functions that are not in a ring are left out.
func ringsOf(p *program) map[*ssa.Function][]*ssa.Function {
	f := &ringFinder{program: p, number: make(map[*ssa.Function]int), low: make(map[*ssa.Function]int), rings: make(map[*ssa.Function][]*ssa.Function)}
	for _, fn := range p.funcs {
		if f.number[fn] == 0 {
			f.visit(fn)
		}
	}
	return f.rings
}

// ringFinder finds the strongly connected components of the static calls (Tarjan).
type ringFinder struct {
	*program
	number map[*ssa.Function]int // in the order of visits, from 1
	low    map[*ssa.Function]int // the first function on the stack that is reached
	stack  []*ssa.Function
	rings  map[*ssa.Function][]*ssa.Function
}

// frame is a function whose callees are being visited.
type frame struct {
	fn      *ssa.Function
	callees []*ssa.Function
}

func (f *ringFinder) enter(fn *ssa.Function) *frame {
	f.number[fn] = len(f.number) + 1
	f.low[fn] = f.number[fn]
	f.stack = append(f.stack, fn)
	return &frame{fn, f.callees(fn)}
}

func (f *ringFinder) visit(start *ssa.Function) {
	work := []*frame{f.enter(start)}
	for len(work) > 0 {
		top := work[len(work)-1]
		if len(top.callees) > 0 {
			next := top.callees[0]
			top.callees = top.callees[1:]
			if f.number[next] == 0 {
				work = append(work, f.enter(next))
			} else if slices.Contains(f.stack, next) {
				f.low[top.fn] = min(f.low[top.fn], f.number[next])
			}
			continue
		}
		f.leave(top.fn)
		work = work[:len(work)-1]
		if len(work) > 0 {
			caller := work[len(work)-1].fn
			f.low[caller] = min(f.low[caller], f.low[top.fn])
		}
	}
}

func (f *ringFinder) leave(fn *ssa.Function) {
	if f.low[fn] != f.number[fn] {
		return
	}
	at := slices.Index(f.stack, fn)
	ring := slices.Clone(f.stack[at:])
	f.stack = f.stack[:at]
	if len(ring) == 1 && !slices.Contains(f.callees(fn), fn) {
		return
	}
	slices.SortFunc(ring, func(a, b *ssa.Function) int { return int(a.Pos() - b.Pos()) })
	for _, member := range ring {
		f.rings[member] = ring
	}
}

// callees returns the functions of the package that a function calls or holds.
func (f *ringFinder) callees(fn *ssa.Function) []*ssa.Function {
	found := slices.Clone(fn.AnonFuncs)
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok {
				if callee := originOf(call.Common().StaticCallee()); callee != nil && callee.Pkg == f.pkg && len(callee.Blocks) > 0 {
					found = append(found, callee)
				}
			}
		}
	}
	return found
}

// ringUses finds the uses of all functions of a ring.
func (e *finder) ringUses(ring []*ssa.Function) {
	for _, fn := range ring {
		e.usesOf.set(fn, nil)
	}
	for range e.rounds(ring) {
		changed := false
		for _, fn := range ring {
			e.sinksOf.drop(fn)
			found := e.findUses(fn)
			before, _ := e.usesOf.get(fn)
			changed = changed || !slices.EqualFunc(before, found, sameUse)
			e.usesOf.set(fn, found)
		}
		if !changed {
			break
		}
	}
	for _, fn := range ring {
		e.sinksOf.drop(fn) // they point to uses of an earlier round
	}
}

func sameUse(a, b use) bool {
	return a.same(b) && slices.EqualFunc(a.When, b.When, func(g, h GuardFact) bool { return g.same(&h) })
}

// knowFills finds the fills of a function that is in a ring, and reports whether it is.
// They must be known before any history in the ring is found out.
func (e *evaluator) knowFills(fn *ssa.Function) bool {
	ring := e.rings[fn]
	if ring == nil {
		return false
	}
	if _, known := e.fillsOf.get(fn); !known {
		e.find(func() { e.ringFills(ring) })
	}
	return true
}

// ringFills finds what all functions of a ring write behind their parameters.
func (e *evaluator) ringFills(ring []*ssa.Function) {
	for _, fn := range ring {
		e.fillsOf.set(fn, nil)
	}
	for range e.rounds(ring) {
		end := e.trial()
		found := make([][]fill, len(ring))
		changed := false
		for i, fn := range ring {
			found[i] = e.findFills(fn)
			before, _ := e.fillsOf.get(fn)
			changed = changed || !slices.EqualFunc(before, found[i], func(f, g fill) bool { return f.Param == g.Param && f.Path == g.Path })
		}
		end(changed)
		if !changed {
			return
		}
		for i, fn := range ring {
			e.fillsOf.set(fn, found[i])
		}
	}
}

// trial begins to remember what is found out from now on. The function that it returns
// ends that, and forgets it if it was in vain.
func (e *evaluator) trial() (end func(vain bool)) {
	histories, targets, whole := e.histories.trial(), e.callTargets.trial(), e.whole.trial()
	return func(vain bool) {
		histories(vain)
		targets(vain)
		whole(vain)
	}
}

func (e *evaluator) rounds(ring []*ssa.Function) int {
	return max(1, min(maxRounds, maxRingSteps/len(ring)))
}
