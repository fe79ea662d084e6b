package datum

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// OfFailure reports whether a sink has what a call returned with an error, only after that
// error: the value is empty by convention. The function that is called at the sink may be what
// looks at the error. Where a function gets both the value and an error from its callers, it is
// they who are asked.
func (x *Index) OfFailure(s *uses.Sink) bool {
	return s.Instr != nil && (x.passedBesideFailure(s) || slices.ContainsFunc(x.returnedAs(s.Operand), func(v ssa.Value) bool {
		failed := ir.AfterFailure(v, s.Instr.Block()) || slices.ContainsFunc(ir.ErrorsBeside(v), s.FailedBy)
		return failed && !x.ReturnsPart(v)
	}))
}

// returnedAs returns what a value is a copy or a spelling of, also where functions of the program
// made that of the result of another call.
func (x *Index) returnedAs(v ssa.Value) []ssa.Value {
	all := x.copies(v, maxSteps)
	for _, v := range slices.Clone(all) {
		made, ok := v.(*ssa.Call)
		if !ok {
			continue
		}
		for _, d := range x.Of(made) {
			if call, ok := d.value.(*ssa.Call); ok && call != made {
				if result := ir.ResultAt(call, d.index); result != nil {
					all = append(all, result)
				}
			}
		}
	}
	return all
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
