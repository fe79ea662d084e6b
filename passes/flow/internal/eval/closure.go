package eval

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memory"
	"github.com/cryptolint/cryptolint/passes/flow/internal/scope"
	"github.com/cryptolint/cryptolint/passes/flow/internal/solver"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// A closure is judged like a helper of the function around it. What it captures is
// known as that function knows it. Where that is whatever callers pass, the origin
// remembers what it is outside (value.Origin.Outer), and a use in the closure is one
// of the function around it: the call that makes the closure is where the finding
// stands.

// capturedContent returns what a captured variable holds when the closure is entered:
// what it holds wherever the closure is used.
func (e *Evaluator) capturedContent(free *ssa.FreeVar, r location.Region) value.Value {
	closure := free.Parent()
	index := slices.Index(closure.FreeVars, free)
	var result value.Value
	for _, made := range e.Closures[closure] {
		if index < 0 || index >= len(made.Bindings) {
			continue
		}
		for _, at := range ir.ClosureUses(made) {
			held := e.Origins(made.Bindings[index], r.Path, at)
			if later := e.writtenLater(made.Bindings[index], r.Path, at); len(later) > 0 {
				held = value.Join(value.WithoutZero(held), later)
			}
			result = value.Join(result, held)
		}
	}
	if result == nil {
		return value.Unknown(r.Name, free.Pos())
	}
	return scope.Inward(result)
}

// writtenLater returns what other closures leave in a captured variable that are
// returned together with the one that reads it: a setter beside its getter.
func (e *Evaluator) writtenLater(binding ssa.Value, path string, at ssa.Instruction) value.Value {
	if _, returned := at.(*ssa.Return); !returned {
		return nil
	}
	var later value.Value
	for _, r := range e.Regions(binding) {
		for _, ev := range e.HistoryOf(r.Root, at.Parent()).ByBlock[at.Block()] {
			if sub, ok := location.Below(r.Path+path, ev.Path); ok && ev.Instr == at && ev.Kind == memory.MayWrite {
				later = value.Join(later, ev.Content(e.Memory, sub, at))
			}
		}
	}
	return later
}

// outermost turns a value in terms of a closure into one of the function around all
// closures, if nothing but that decides it, and the callers of that are known.
func (e *Evaluator) outermost(v value.Value, fn *ssa.Function) (value.Value, *ssa.Function) {
	top := fn
	for top.Parent() != nil {
		top = top.Parent()
	}
	if top == fn || !e.OnlyCalled(top) || !slices.ContainsFunc(v.Origins(), scope.IsCaptured) {
		return v, fn
	}
	for ; fn != top; fn = fn.Parent() {
		if v.Any(scope.DependsOnCaller) {
			return v, fn // what the callers of the closure pass is not known
		}
		v = scope.Outward(v)
	}
	return v, top
}

// LeftByClosure returns what a captured variable holds after a closure has run that is
// called or handed over there, in terms of the function around it.
func (e *Evaluator) LeftByClosure(free *ssa.FreeVar, path string, at ssa.Instruction) value.Value {
	fn := free.Parent()
	q := solver.Question{Fn: fn, Value: free, Path: path}
	left := e.Ask(q, free.Name(), fn.Pos(), func() value.Value {
		return e.AtReturns(fn, location.Region{Root: free, Path: path, Span: location.Whole, Name: free.Name()})
	})
	if call, ok := at.(ssa.CallInstruction); ok && ir.OriginOf(call.Common().StaticCallee()) == fn {
		return e.Instantiate(left, e.Function(fn, call.Common().Args), call)
	}
	return scope.Outward(left)
}

// toward turns a value in terms of one function into one in terms of another that does
// not call it: through its callers, if they are known, and through the functions around
// closures. What is left of the callers is closed.
func (e *Evaluator) toward(v value.Value, from, to *ssa.Function, hops int) value.Value {
	levels := 0
	for fn := to; fn != nil; fn = fn.Parent() {
		if fn == from {
			for range levels {
				v = scope.Inward(v)
			}
			return v
		}
		levels++
	}
	switch {
	case hops == 0 || !slices.ContainsFunc(v.Origins(), scope.OfCaller):
	case v.Any(scope.DependsOnCaller) && e.CallersKnown(from) && len(e.Callers[from]) > 0:
		var all value.Value
		for _, call := range e.Callers[from] {
			for _, t := range e.Targets(call) {
				if t.Fn == from {
					all = value.Join(all, e.toward(e.Instantiate(v, t, call), call.Parent(), to, hops-1))
				}
			}
		}
		return all
	case from.Parent() != nil:
		return e.toward(scope.Outward(v), from.Parent(), to, hops)
	}
	return v.Map(scope.WithoutCaller)
}
