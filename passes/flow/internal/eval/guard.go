package eval

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/condition"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// possible leaves out the constants that a value cannot be at a place, because
// every way there leads through a comparison that sends them elsewhere:
//
//	if hash == crypto.SHA1 {
//		return errWeak
//	}
//
// If next is not nil, the place is the edge from the block of at to next.
func (e *Evaluator) possible(v ssa.Value, found value.Value, at ssa.Instruction, next *ssa.BasicBlock) value.Value {
	if len(found) < 2 || at == nil || !found.Any(value.IsConstant) {
		return found
	}
	comparisons, from := condition.ComparisonsOf(v, at.Parent())
	if len(comparisons) == 0 {
		return found
	}
	var rest value.Value
	for _, alternative := range found {
		if !value.IsConstant(alternative) || condition.Reachable(from, at.Block(), next, comparisons, alternative[0].Const) {
			rest = append(rest, alternative)
		}
	}
	if len(rest) == 0 {
		return found // the code is never reached, or the comparisons are of something else
	}
	return rest
}
