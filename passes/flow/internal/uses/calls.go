package uses

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// A Call is a call of a function of which the table or the code says something.
type Call struct {
	Instr  *ssa.Call
	Target *eval.Target
}

// Calls returns the calls in the package that a predicate wants, in the order of the
// functions in the files.
func (e *Finder) Calls(wanted func(*eval.Target, *ssa.Call) bool) []Call {
	var found []Call
	for _, fn := range e.Funcs {
		for instr := range ir.Instructions(fn) {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			for _, t := range e.Targets(call) {
				if wanted(t, call) {
					found = append(found, Call{call, t})
					break
				}
			}
		}
	}
	return found
}
