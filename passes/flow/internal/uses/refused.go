package uses

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// RefusesEqual reports whether the function fails where two values are equal, and goes on
// where they differ: a new password must not be the old one, nor the name of its user.
// Whoever guesses right gains nothing there.
func (s *Sink) RefusesEqual() bool {
	compared, ok := s.Instr.(ssa.Value)
	if !ok || compared.Referrers() == nil {
		return false
	}
	equal := true
	if op, ok := compared.(*ssa.BinOp); ok {
		equal = op.Op == token.EQL
	}
	for _, use := range *compared.Referrers() {
		if not, ok := use.(*ssa.UnOp); ok && not.Op == token.NOT && len(*not.Referrers()) == 1 {
			use, equal = (*not.Referrers())[0], !equal
		}
		if branch, ok := use.(*ssa.If); ok {
			refused, other := branch.Block().Succs[0], branch.Block().Succs[1]
			if !equal {
				refused, other = other, refused
			}
			return fails(refused, other) && !fails(other, refused)
		}
	}
	return false
}

// fails reports whether all returns that are reached from a block, without another one,
// return an error.
func fails(from, without *ssa.BasicBlock) bool {
	seen := []*ssa.BasicBlock{without}
	returns := 0
	for work := []*ssa.BasicBlock{from}; len(work) > 0; work = work[1:] {
		block := work[0]
		if slices.Contains(seen, block) {
			continue
		}
		seen = append(seen, block)
		if ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return); ok {
			if !returnsError(ret) {
				return false
			}
			returns++
		}
		work = append(work, block.Succs...)
	}
	return returns > 0
}

func returnsError(ret *ssa.Return) bool {
	if len(ret.Results) == 0 {
		return false
	}
	switch last := ret.Results[len(ret.Results)-1].(type) {
	case *ssa.MakeInterface, *ssa.Call, *ssa.Extract, *ssa.UnOp:
		return ir.IsError(last.Type())
	}
	return false
}
