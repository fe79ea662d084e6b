package flow

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// A closure is judged like a helper of the function around it. What it captures is
// known as that function knows it. Where that is whatever callers pass, the origin
// remembers what it is outside (value.Origin.Outer), and a use in the closure is one
// of the function around it: the call that makes the closure is where the finding
// stands.

// capturedContent returns what a captured variable holds when the closure is entered:
// what it holds wherever the closure is used.
func (e *evaluator) capturedContent(free *ssa.FreeVar, r region) value.Value {
	closure := free.Parent()
	index := slices.Index(closure.FreeVars, free)
	var result value.Value
	for _, made := range e.closures[closure] {
		if index < 0 || index >= len(made.Bindings) {
			continue
		}
		for _, at := range closureUses(made) {
			held := e.origins(made.Bindings[index], r.path, at)
			if later := e.writtenLater(made.Bindings[index], r.path, at); len(later) > 0 {
				held = value.Join(withoutZero(held), later)
			}
			result = value.Join(result, held)
		}
	}
	if result == nil {
		return value.Unknown(r.name, free.Pos())
	}
	return inward(result)
}

// writtenLater returns what other closures leave in a captured variable that are
// returned together with the one that reads it: a setter beside its getter.
func (e *evaluator) writtenLater(binding ssa.Value, path string, at ssa.Instruction) value.Value {
	if _, returned := at.(*ssa.Return); !returned {
		return nil
	}
	var later value.Value
	for _, r := range e.regions(binding) {
		for _, ev := range e.historyOf(r.root, at.Parent()).byBlock[at.Block()] {
			if sub, ok := below(r.path+path, ev.path); ok && ev.instr == at && ev.kind == mayWrite {
				later = value.Join(later, ev.content(e, sub, at))
			}
		}
	}
	return later
}

// inward turns a value in terms of a function into one in terms of a closure in it.
func inward(v value.Value) value.Value {
	return v.Map(func(o *value.Origin) value.Value {
		if !dependsOnCaller(value.Alternative{o}) && !isCaptured(o) {
			return nil
		}
		if o.Stored() {
			return withoutCaller(o) // what is stored in the field is known, whoever calls
		}
		captured := *o
		captured.Param, captured.Path, captured.Form, captured.Outer = 0, "", "", o
		captured.Of = inward(value.Value{o.Of}).Flat()
		return value.Of(captured)
	})
}

// outward turns a value in terms of a closure into one in terms of the function around
// it. What the callers of the closure pass is not known there.
func outward(v value.Value) value.Value {
	return v.Map(func(o *value.Origin) value.Value {
		if !dependsOnCaller(value.Alternative{o}) && !isCaptured(o) {
			return nil
		}
		if o.Outer == nil {
			outside := *o
			outside.Param, outside.Path, outside.Form = 0, "", ""
			outside.Of = outward(value.Value{o.Of}).Flat()
			return value.Of(outside)
		}
		outside := *o.Outer
		outside.Steps, outside.Index = o.Steps, o.Index
		if o.Of.Captured() || len(outside.Of) == 0 {
			outside.Of = outward(value.Value{o.Of}).Flat()
		}
		return value.Of(outside)
	})
}

// isCaptured reports whether an origin, or what it was computed from, depends on what
// callers of the function around the closure pass.
func isCaptured(o *value.Origin) bool {
	return o.Captured() || slices.ContainsFunc(o.Of, isCaptured)
}

// seenFrom turns a value that a closure returns, or leaves in memory, into one in terms
// of the function that calls it, as far as what it captured goes. That is the function
// around it, or another closure in that. Elsewhere it is not known which closure runs.
func seenFrom(caller, closure *ssa.Function, v value.Value) value.Value {
	if closure == nil || closure.Parent() == nil || !slices.ContainsFunc(v.Origins(), isCaptured) {
		return v
	}
	levels := 0
	for caller != nil && caller != closure.Parent() {
		caller = caller.Parent()
		levels++
	}
	if caller == nil {
		return v.Map(withoutCaller)
	}
	v = outward(v)
	for range levels {
		v = inward(v)
	}
	return v
}

// outermost turns a value in terms of a closure into one of the function around all
// closures, if nothing but that decides it, and the callers of that are known.
func (e *evaluator) outermost(v value.Value, fn *ssa.Function) (value.Value, *ssa.Function) {
	top := fn
	for top.Parent() != nil {
		top = top.Parent()
	}
	if top == fn || !e.onlyCalled(top) || !slices.ContainsFunc(v.Origins(), isCaptured) {
		return v, fn
	}
	for ; fn != top; fn = fn.Parent() {
		if v.Any(dependsOnCaller) {
			return v, fn // what the callers of the closure pass is not known
		}
		v = outward(v)
	}
	return v, top
}

// withoutCaller closes an origin: whatever some caller passed.
func withoutCaller(o *value.Origin) value.Value {
	if !o.Open() && !o.Of.Open() && !isCaptured(o) {
		return nil
	}
	passed := *o
	passed.Param, passed.Path, passed.Form, passed.Outer = 0, "", "", nil
	passed.Of = value.Value{o.Of}.Map(withoutCaller).Flat()
	return value.Of(passed)
}

// capturedUses returns the roles in which a closure, or one in it, uses what it has
// captured, in terms of the function around it, as far as callers of that or of the
// functions further out decide.
func (e *finder) capturedUses(closure *ssa.Function) []use {
	var found []use
	keep := func(u use) {
		if len(u.Value) > 0 && !slices.ContainsFunc(found, u.same) {
			found = append(found, u)
		}
	}
	for _, sink := range e.sinks(closure) {
		if sink.Role == cryptoapi.AsCompared || !e.mayReachCallers(sink) {
			continue // comparisons are everywhere, and those of secrets are near
		}
		captured := onlyCaptured(e.sinkValue(sink))
		if len(captured) == 0 {
			continue
		}
		keep(use{
			Role: sink.Role, API: sink.API, Value: withoutInner(outward(captured)),
			Key: outward(e.sinkKey(sink)), Other: outward(e.sinkOther(sink)), Loop: sink.looped || e.inLoop(sink.Instr), Hops: sink.hops + 1,
		})
	}
	for _, inner := range closure.AnonFuncs {
		for _, u := range e.capturedUses(inner) {
			u.Value, u.Key, u.Other = outward(onlyCaptured(u.Value)), outward(u.Key), outward(u.Other)
			keep(u)
		}
	}
	return found
}

// onlyCaptured returns the alternatives that depend on the callers of functions around
// the closure, and not on its own.
func onlyCaptured(v value.Value) value.Value {
	return slices.DeleteFunc(slices.Clone(v), func(a value.Alternative) bool { return a.Open() || !a.Captured() })
}

// opened returns the alternatives that depend on what a caller passes.
func opened(v value.Value) value.Value {
	var open value.Value
	for _, alternative := range v {
		if alternative.Open() {
			open = append(open, alternative)
		}
	}
	return open
}

// leftByClosure returns what a captured variable holds after a closure has run that is
// called or handed over there, in terms of the function around it.
func (e *evaluator) leftByClosure(free *ssa.FreeVar, path string, at ssa.Instruction) value.Value {
	fn := free.Parent()
	q := question{fn: fn, value: free, path: path}
	left := e.ask(q, free.Name(), fn.Pos(), func() value.Value {
		return e.atReturns(fn, region{root: free, path: path, span: whole, name: free.Name()})
	})
	if call, ok := at.(ssa.CallInstruction); ok && originOf(call.Common().StaticCallee()) == fn {
		return e.instantiate(left, e.function(fn, call.Common().Args), call)
	}
	return outward(left)
}

// toward turns a value in terms of one function into one in terms of another that does
// not call it: through its callers, if they are known, and through the functions around
// closures. What is left of the callers is closed.
func (e *evaluator) toward(v value.Value, from, to *ssa.Function, hops int) value.Value {
	levels := 0
	for fn := to; fn != nil; fn = fn.Parent() {
		if fn == from {
			for range levels {
				v = inward(v)
			}
			return v
		}
		levels++
	}
	switch {
	case hops == 0 || !slices.ContainsFunc(v.Origins(), ofCaller):
	case v.Any(dependsOnCaller) && e.callersKnown(from) && len(e.callers[from]) > 0:
		var all value.Value
		for _, call := range e.callers[from] {
			for _, t := range e.targets(call) {
				if t.fn == from {
					all = value.Join(all, e.toward(e.instantiate(v, t, call), call.Parent(), to, hops-1))
				}
			}
		}
		return all
	case from.Parent() != nil:
		return e.toward(outward(v), from.Parent(), to, hops)
	}
	return v.Map(withoutCaller)
}

// ofCaller reports whether an origin depends on any caller.
func ofCaller(o *value.Origin) bool {
	return dependsOnCaller(value.Alternative{o}) || isCaptured(o)
}
