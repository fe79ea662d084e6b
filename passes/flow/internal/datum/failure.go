package datum

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// maxReturns bounds the calls that are followed to the function that made a result.
const maxReturns = 4

// OfFailure reports whether a sink has what a call returned with an error, only after that
// error: the value is empty by convention.
func (x *Index) OfFailure(s *uses.Sink) bool {
	return s.Instr != nil && slices.ContainsFunc(x.copies(s.Operand, maxSteps), func(v ssa.Value) bool {
		return ir.AfterFailure(v, s.Instr.Block()) && !x.returnsPart(v, maxReturns)
	})
}

// returnsPart reports whether a value may be the part that a function has read or decoded, and
// returns with an error.
func (x *Index) returnsPart(v ssa.Value, depth int) bool {
	result, ok := v.(*ssa.Extract)
	if !ok {
		return false
	}
	call, ok := result.Tuple.(*ssa.Call)
	if !ok || depth == 0 {
		return true
	}
	targets := x.Targets(call)
	if len(targets) == 0 {
		return !call.Call.IsInvoke()
	}
	return slices.ContainsFunc(targets, func(t *eval.Target) bool {
		return t.Row.KeepsPart() || x.HasBody(t.Fn) && x.passesPart(t.Fn, result.Index, depth-1)
	})
}

// passesPart reports whether a function may return such a part, of a call of its own, with an
// error.
func (x *Index) passesPart(fn *ssa.Function, result, depth int) bool {
	for ret := range ir.Returns(fn) {
		if !ir.IsNil(ret.Results[len(ret.Results)-1]) && x.returnsPart(provenance.Plain(ret.Results[result]), depth) {
			return true
		}
	}
	return false
}
