package eval

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/scope"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// MaxCallerHops bounds how far up callers are followed.
const MaxCallerHops = 3

// CallersPass replaces the open parts of a value of a function by what its callers
// pass, if all of them are known: those of a function that is not exported and is
// only ever called.
func (e *Evaluator) CallersPass(v value.Value, fn *ssa.Function, hops int) value.Value {
	v, fn = e.outermost(v, fn)
	if hops == 0 || !v.Any(scope.DependsOnCaller) || !e.OnlyCalled(fn) {
		return v
	}
	var all value.Value
	for _, call := range e.Callers[fn] {
		for _, t := range e.Targets(call) {
			if t.Fn == fn {
				passed := e.Instantiate(v, t, call).Then(t.Step(value.Passed, call.Pos()))
				all = value.Join(all, e.CallersPass(passed, call.Parent(), hops-1))
			}
		}
	}
	return all
}

// OnlyCalled reports whether all callers of the function are known.
func (e *Evaluator) OnlyCalled(fn *ssa.Function) bool {
	if fn.Object() == nil || fn.Object().Exported() || e.Referenced[fn] || len(e.Callers[fn]) == 0 {
		return false
	}
	return fn.Signature.Recv() == nil || !e.mayBeInterfaceMethod(fn)
}

// mayBeInterfaceMethod reports whether a method may be called through an
// interface.
func (e *Evaluator) mayBeInterfaceMethod(fn *ssa.Function) bool {
	named := ir.NamedOf(fn.Signature.Recv().Type())
	return named == nil || e.Converted[named.Obj()] != nil
}
