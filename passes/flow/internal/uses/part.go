package uses

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/callee"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
)

// maxReturns bounds the calls that are followed to the function that made a result.
const maxReturns = 4

// ReturnsPart reports whether a value may be the part that a function has read or decoded, and
// returns with an error.
func (e *Finder) ReturnsPart(v ssa.Value) bool { return e.returnsPart(v, true, maxReturns) }

// PassesPart reports whether a function returns such a part, of a call of its own, with an error,
// as far as the table and the code say so.
func (e *Finder) PassesPart(fn *ssa.Function, result int) bool {
	return e.passesPart(fn, result, false, maxReturns)
}

// returnsPart follows a value to the call that returned it. Unseen is the answer where it is not
// known what that runs.
func (e *Finder) returnsPart(v ssa.Value, unseen bool, depth int) bool {
	result, ok := v.(*ssa.Extract)
	if !ok {
		return false
	}
	call, ok := result.Tuple.(*ssa.Call)
	if !ok || depth == 0 {
		return unseen
	}
	targets := e.Targets(call)
	if len(targets) == 0 {
		return unseen && !call.Call.IsInvoke()
	}
	return slices.ContainsFunc(targets, func(t *callee.Target) bool {
		switch {
		case t.Row.KeepsPart():
			return true
		case e.HasBody(t.Fn):
			return e.passesPart(t.Fn, result.Index, unseen, depth-1)
		}
		imported := e.Imported(t.Object)
		return imported != nil && slices.Contains(imported.Parts, result.Index)
	})
}

func (e *Finder) passesPart(fn *ssa.Function, result int, unseen bool, depth int) bool {
	for ret := range ir.Returns(fn) {
		if !ir.IsNil(ret.Results[len(ret.Results)-1]) && e.returnsPart(provenance.Plain(ret.Results[result]), unseen, depth) {
			return true
		}
	}
	return false
}
