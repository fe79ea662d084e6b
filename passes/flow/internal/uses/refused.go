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

// foundEqual reports whether control only gets to a comparison where one of those in constant
// time has found the same values equal, or their digests. What is compared once more there
// tells nothing.
func foundEqual(comparison *ssa.BinOp, inConstantTime []*ssa.Call) bool {
	return slices.ContainsFunc(inConstantTime, func(call *ssa.Call) bool {
		return onlyIfEqual(call, comparison.Block()) &&
			(madeOf(call.Call.Args, comparison.X, comparison.Y) || madeOf(call.Call.Args, comparison.Y, comparison.X))
	})
}

// constantTimeIn returns the comparisons in constant time of a function.
func constantTimeIn(fn *ssa.Function) []*ssa.Call {
	var found []*ssa.Call
	for instr := range ir.Instructions(fn) {
		if call, ok := instr.(*ssa.Call); ok {
			switch ir.CalledSymbol(call) {
			case "crypto/subtle.ConstantTimeCompare", "crypto/hmac.Equal":
				found = append(found, call)
			}
		}
	}
	return found
}

// onlyIfEqual reports whether a block only runs where a comparison in constant time has found
// both sides equal: it returned true, or 1.
func onlyIfEqual(call *ssa.Call, block *ssa.BasicBlock) bool {
	return slices.ContainsFunc(*call.Referrers(), func(user ssa.Instruction) bool {
		switch user := user.(type) {
		case *ssa.If:
			return entered(user, 0, block)
		case *ssa.BinOp:
			number, ok := user.Y.(*ssa.Const)
			if !ok || number.Value == nil || user.Op != token.EQL && user.Op != token.NEQ {
				return false
			}
			where := 0 // x == 1, x != 0
			if (user.Op == token.EQL) != (number.Value.ExactString() == "1") {
				where = 1
			}
			return slices.ContainsFunc(*user.Referrers(), func(user ssa.Instruction) bool {
				branch, ok := user.(*ssa.If)
				return ok && entered(branch, where, block)
			})
		}
		return false
	})
}

// entered reports whether a block only runs after a branch went to one of its successors.
func entered(branch *ssa.If, successor int, block *ssa.BasicBlock) bool {
	to := branch.Block().Succs[successor]
	return len(to.Preds) == 1 && to.Dominates(block)
}

// madeOf reports whether the two arguments of a call are, or were computed from, two values.
func madeOf(arguments []ssa.Value, x, y ssa.Value) bool {
	return len(arguments) == 2 && leadsTo(arguments[0], x, maxMade) && leadsTo(arguments[1], y, maxMade)
}

// maxMade bounds the steps from an argument back to the value that it was made of.
const maxMade = 8

func leadsTo(v, origin ssa.Value, depth int) bool {
	if depth == 0 || v == nil {
		return false
	}
	if ir.SameValue(v, origin) {
		return true
	}
	switch v := v.(type) {
	case *ssa.Convert:
		return leadsTo(v.X, origin, depth-1)
	case *ssa.ChangeType:
		return leadsTo(v.X, origin, depth-1)
	case *ssa.Slice:
		return leadsTo(v.X, origin, depth-1)
	case *ssa.UnOp:
		return leadsTo(v.X, origin, depth-1)
	case *ssa.Alloc:
		return slices.ContainsFunc(*v.Referrers(), func(user ssa.Instruction) bool {
			store, ok := user.(*ssa.Store)
			return ok && store.Addr == v && leadsTo(store.Val, origin, depth-1)
		})
	case *ssa.Call:
		return slices.ContainsFunc(v.Call.Args, func(argument ssa.Value) bool { return leadsTo(argument, origin, depth-1) })
	}
	return false
}
