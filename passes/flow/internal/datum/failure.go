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
// error: the value is empty by convention. The function that is called at the sink may be what
// looks at the error. Where a function gets both the value and an error from its callers, it is
// they who are asked.
func (x *Index) OfFailure(s *uses.Sink) bool {
	return s.Instr != nil && (x.passedBesideFailure(s) || slices.ContainsFunc(x.copies(s.Operand, maxSteps), func(v ssa.Value) bool {
		failed := ir.AfterFailure(v, s.Instr.Block()) || slices.ContainsFunc(ir.ErrorsBeside(v), s.FailedBy)
		return failed && !x.returnsPart(v, maxReturns)
	}))
}

// passedBesideFailure reports whether a function shows what it is passed where an error that it
// is passed, too, is not nil, and its callers are told of that.
func (x *Index) passedBesideFailure(s *uses.Sink) bool {
	return s.ShowsAfterFailure() &&
		slices.ContainsFunc(x.copies(s.Operand, maxSteps), func(v ssa.Value) bool {
			_, passed := v.(*ssa.Parameter)
			return passed
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
