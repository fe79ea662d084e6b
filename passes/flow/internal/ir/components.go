package ir

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Functions that call each other have summaries that need each other. They are found
// together, for all functions of a ring: each round takes the summaries of the last one,
// until nothing changes. So it does not matter which of them is asked for first.

// Bounds of the summaries of a ring of functions.
const (
	MaxRounds    = 12
	MaxRingSteps = 120 // rounds times functions
)

// ringsOf returns the functions that call each other, each with all of its ring, in
// source order. Functions that are not in a ring are left out.
func ringsOf(p *Program) map[*ssa.Function][]*ssa.Function {
	f := &ringFinder{Program: p, number: make(map[*ssa.Function]int), low: make(map[*ssa.Function]int), rings: make(map[*ssa.Function][]*ssa.Function)}
	for _, fn := range p.Funcs {
		if f.number[fn] == 0 {
			f.visit(fn)
		}
	}
	return f.rings
}

// ringFinder finds the strongly connected components of the static calls (Tarjan).
type ringFinder struct {
	*Program
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
				if callee := OriginOf(call.Common().StaticCallee()); callee != nil && callee.Pkg == f.Pkg && len(callee.Blocks) > 0 {
					found = append(found, callee)
				}
			}
		}
	}
	return found
}
