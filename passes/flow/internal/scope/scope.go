// Package scope turns values in terms of one function into values in terms of another:
// a closure and the function around it.
package scope

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Inward turns a value in terms of a function into one in terms of a closure in it.
func Inward(v value.Value) value.Value {
	return v.Map(func(o *value.Origin) value.Value {
		if !DependsOnCaller(value.Alternative{o}) && !IsCaptured(o) {
			return nil
		}
		if o.Stored() {
			return WithoutCaller(o) // what is stored in the field is known, whoever calls
		}
		captured := o.Copy()
		captured.Param, captured.Path, captured.Form, captured.Outer = 0, "", "", o
		captured.Of = Inward(value.Value{o.Of}).Flat()
		return value.Of(captured)
	})
}

// Outward turns a value in terms of a closure into one in terms of the function around
// it. What the callers of the closure pass is not known there.
func Outward(v value.Value) value.Value {
	return v.Map(func(o *value.Origin) value.Value {
		if !DependsOnCaller(value.Alternative{o}) && !IsCaptured(o) {
			return nil
		}
		if o.Outer == nil {
			outside := o.Copy()
			outside.Param, outside.Path, outside.Form = 0, "", ""
			outside.Of = Outward(value.Value{o.Of}).Flat()
			return value.Of(outside)
		}
		outside := o.Outer.Copy()
		outside.Steps, outside.Index, outside.Spelled, outside.Modulo = o.Steps, o.Index, o.Spelled, o.Modulo
		if o.Of.Captured() || len(outside.Of) == 0 {
			outside.Of = Outward(value.Value{o.Of}).Flat()
		}
		return value.Of(outside)
	})
}

// IsCaptured reports whether an origin, or what it was computed from, depends on what
// callers of the function around the closure pass.
func IsCaptured(o *value.Origin) bool {
	return o.Captured() || slices.ContainsFunc(o.Of, IsCaptured)
}

// SeenFrom turns a value that a closure returns, or leaves in memory, into one in terms
// of the function that calls it, as far as what it captured goes. That is the function
// around it, or another closure in that. Elsewhere it is not known which closure runs.
func SeenFrom(caller, closure *ssa.Function, v value.Value) value.Value {
	if closure == nil || closure.Parent() == nil || !slices.ContainsFunc(v.Origins(), IsCaptured) {
		return v
	}
	levels := 0
	for caller != nil && caller != closure.Parent() {
		caller = caller.Parent()
		levels++
	}
	if caller == nil {
		return v.Map(WithoutCaller)
	}
	v = Outward(v)
	for range levels {
		v = Inward(v)
	}
	return v
}

// WithoutCaller closes an origin: whatever some caller passed.
func WithoutCaller(o *value.Origin) value.Value {
	if !o.Open() && !o.Of.Open() && !IsCaptured(o) {
		return nil
	}
	passed := o.Copy()
	passed.Param, passed.Path, passed.Form, passed.Outer = 0, "", "", nil
	passed.Of = value.Value{o.Of}.Map(WithoutCaller).Flat()
	return value.Of(passed)
}

// OnlyCaptured returns the alternatives that depend on the callers of functions around
// the closure, and not on its own.
func OnlyCaptured(v value.Value) value.Value {
	return slices.DeleteFunc(slices.Clone(v), func(a value.Alternative) bool { return a.Open() || !a.Captured() })
}

// Opened returns the alternatives that depend on what a caller passes.
func Opened(v value.Value) value.Value {
	var open value.Value
	for _, alternative := range v {
		if alternative.Open() {
			open = append(open, alternative)
		}
	}
	return open
}

// OfCaller reports whether an origin depends on any caller.
func OfCaller(o *value.Origin) bool {
	return DependsOnCaller(value.Alternative{o}) || IsCaptured(o)
}

// Closed leaves out the alternatives that depend on what a caller passes.
func Closed(v value.Value) value.Value {
	var rest value.Value
	for _, alternative := range v {
		if !alternative.Open() {
			rest = append(rest, alternative)
		}
	}
	return rest
}

// DependsOnCaller reports whether a part, or what one was computed from, is what a
// caller passes.
func DependsOnCaller(a value.Alternative) bool {
	return a.Open() || slices.ContainsFunc(a, func(o *value.Origin) bool { return DependsOnCaller(o.Of) })
}
