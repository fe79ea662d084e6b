package uses

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/scope"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// A Pair is what the two sides of a comparison are for one caller in sight: what goes
// together stays together, where a helper compares for many.
type Pair struct {
	Mine, Theirs value.Value
	Entry        bool // callers out of sight pass what is open: of an exported function, or a callback
}

// maxPairs bounds the callers that one comparison is judged for.
const maxPairs = 12

// Pairs returns what a comparison compares. A helper that compares two parameters is
// told at its callers, through its uses. One that is called through a variable or a
// field is told where it compares: its callers do not know it.
func (e *Finder) Pairs(s *Sink) []Pair {
	p := Pair{Mine: e.SinkValue(s), Theirs: e.SinkOther(s)}
	helper := asPassed(p.Mine) && asPassed(p.Theirs)
	var found []Pair
	for _, pair := range e.pairsFrom(p, s.Func(), eval.MaxCallerHops, helper && s.Use == nil) {
		found = append(found, Pair{Mine: e.Resolve(pair.Mine), Theirs: e.Resolve(pair.Theirs), Entry: pair.Entry})
	}
	return found
}

func (e *Finder) pairsFrom(p Pair, fn *ssa.Function, hops int, helper bool) []Pair {
	p.Entry = !e.OnlyCalled(fn)
	depends := p.Mine.Any(scope.DependsOnCaller) || p.Theirs.Any(scope.DependsOnCaller)
	if !depends && fn.Parent() != nil && (slices.ContainsFunc(p.Mine.Origins(), scope.IsCaptured) || slices.ContainsFunc(p.Theirs.Origins(), scope.IsCaptured)) {
		return e.pairsFrom(Pair{Mine: scope.Outward(p.Mine), Theirs: scope.Outward(p.Theirs)}, fn.Parent(), hops, false)
	}
	if !depends || hops == 0 {
		return []Pair{p}
	}
	var found []Pair
	if p.Entry {
		found = append(found, p)
	}
	for _, call := range e.callersInSight(fn, helper) {
		t := e.Function(fn, call.Common().Args)
		passed := Pair{Mine: e.Instantiate(p.Mine, t, call), Theirs: e.Instantiate(p.Theirs, t, call)}
		for _, pair := range e.pairsFrom(passed, call.Parent(), hops-1, false) {
			if len(found) < maxPairs {
				found = append(found, pair)
			}
		}
	}
	return found
}

// callersInSight returns the calls that run a function, and those that may, through a
// variable or a field that holds it. Helper leaves out those of which the function's
// uses are told.
func (e *Finder) callersInSight(fn *ssa.Function, helper bool) []ssa.CallInstruction {
	var found []ssa.CallInstruction
	if !helper {
		found = append(found, e.Callers[fn]...)
	}
	if !e.Referenced[fn] && len(e.Closures[fn]) == 0 {
		return found
	}
	for _, call := range e.throughValues() {
		if call.Common().Signature().Params().Len() != len(fn.Params) {
			continue
		}
		held := e.Resolve(e.Origins(call.Common().Value, "", call))
		if slices.ContainsFunc(held.Origins(), func(o *value.Origin) bool { return o.Fn == fn && o.Kind == cryptoapi.Function }) {
			found = append(found, call)
		}
	}
	return found
}

// throughValues returns the calls of function values.
func (e *Finder) throughValues() []ssa.CallInstruction {
	if e.valueCalls != nil {
		return e.valueCalls
	}
	e.valueCalls = []ssa.CallInstruction{}
	for _, fn := range e.Funcs {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok || call.Common().IsInvoke() || call.Common().StaticCallee() != nil {
					continue
				}
				if _, builtin := call.Common().Value.(*ssa.Builtin); !builtin {
					e.valueCalls = append(e.valueCalls, call)
				}
			}
		}
	}
	return e.valueCalls
}

// asPassed reports whether a value is nothing but what callers pass.
func asPassed(v value.Value) bool {
	for _, alternative := range v {
		if len(alternative) != 1 || !alternative[0].Open() || alternative[0].Path != "" || alternative[0].Form != "" {
			return false
		}
	}
	return len(v) > 0
}

// Bare reports whether a comparison in a function that is called there compares nothing
// but what the call passes.
func (s *Sink) Bare() bool {
	if s.Use == nil || !asPassed(s.Use.Value) || !asPassed(s.Use.Other) {
		return false
	}
	return s.Call.Common().IsInvoke() || s.Call.Common().StaticCallee() != nil
}

// Operands returns the two sides of a comparison as instructions have them: nil where a
// function that is called compares something of its own.
func (s *Sink) Operands() (mine, theirs ssa.Value) {
	if s.Use == nil {
		return s.Operand, s.other
	}
	return PassedOperand(s.Target, s.Use.Value), PassedOperand(s.Target, s.Use.Other)
}

// handedComparisons returns the comparisons that a function makes with one that it is
// handed: same(tag, sent, bytes.Equal).
func (e *Finder) handedComparisons(call ssa.CallInstruction, t *eval.Target) []*Sink {
	if !e.HasBody(t.Fn) {
		return nil
	}
	var found []*Sink
	for i, operand := range t.Operands() {
		handed := functionOf(operand)
		if handed == nil || i >= len(t.Fn.Params) {
			continue
		}
		row := e.Function(handed, nil).Row
		if row == nil || row.Args[0] != cryptoapi.AsCompared || row.Args[1] != cryptoapi.AsCompared {
			continue
		}
		for _, run := range callsOf(t.Fn.Params[i]) {
			x, y := e.Origins(run.Common().Args[0], "", run), e.Origins(run.Common().Args[1], "", run)
			for _, sides := range [][2]value.Value{{x, y}, {y, x}} {
				use := &fact.Use{Role: cryptoapi.AsCompared, API: e.Function(handed, nil).Name(), Value: sides[0], Other: sides[1], Hops: 1}
				found = append(found, &Sink{Role: use.Role, API: use.API, Instr: call, Operand: PassedOperand(t, use.Value), Call: call, Target: t, Use: use, hops: 1})
			}
		}
	}
	return found
}

// functionOf returns the declared function that an operand is, or nil.
func functionOf(v ssa.Value) *ssa.Function {
	switch v := v.(type) {
	case *ssa.Function:
		return v
	case *ssa.ChangeType:
		return functionOf(v.X)
	}
	return nil
}

// callsOf returns the calls of a function that is a parameter, with two arguments.
func callsOf(param *ssa.Parameter) []ssa.CallInstruction {
	var found []ssa.CallInstruction
	for _, user := range *param.Referrers() {
		if call, ok := user.(ssa.CallInstruction); ok && call.Common().Value == param && len(call.Common().Args) == 2 {
			found = append(found, call)
		}
	}
	return found
}
