package eval

import (
	"go/constant"
	"go/token"
	"slices"

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
	if len(found) < 2 {
		return found
	}
	if rest := admitted(v, found, at, next); len(rest) > 0 {
		return rest
	}
	return found // the code is never reached, or the comparisons are of something else
}

// Admitted leaves of what a value was resolved to the constants with which control gets to
// the place, as possible does: what a field or a variable of the package holds somewhere may
// be refused before it is used. Where all are refused, the value is something else.
func (e *Evaluator) Admitted(v ssa.Value, resolved value.Value, at ssa.Instruction) value.Value {
	if rest := admitted(v, resolved, at, nil); len(rest) > 0 || len(resolved) == 0 {
		return rest
	}
	return value.Unknown("", v.Pos())
}

// admitted returns the alternatives of a value without the constants with which control
// does not get to a place, or to an edge to the next block.
func admitted(v ssa.Value, found value.Value, at ssa.Instruction, next *ssa.BasicBlock) value.Value {
	if v == nil || at == nil || !found.Any(value.IsConstant) {
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
	return rest
}

// HandedOn turns guards of a callee into guards of the function that passes its own
// parameters to it.
func (e *Evaluator) HandedOn(when []condition.GuardFact, t *Target, fn *ssa.Function, most int) []condition.GuardFact {
	var guards []condition.GuardFact
	operands := t.Operands()
	for _, g := range when {
		if g.Param > len(operands) || len(guards) >= most {
			continue
		}
		operand := operands[g.Param-1]
		if operand == nil {
			continue
		}
		if renamed, ok := operand.(*ssa.ChangeType); ok {
			operand = renamed.X
		}
		if i := slices.IndexFunc(fn.Params, func(p *ssa.Parameter) bool { return p == operand }); i >= 0 {
			g.Param = i + 1
			guards = append(guards, g)
		}
	}
	return guards
}

// MayReach reports whether a call may reach a place of its target, for all that is known
// of the constants that it passes.
func (e *Evaluator) MayReach(when []condition.GuardFact, t *Target, call ssa.CallInstruction) bool {
	operands := t.Operands()
	return !slices.ContainsFunc(when, func(g condition.GuardFact) bool {
		if g.Param > len(operands) {
			return false
		}
		if operands[g.Param-1] == nil {
			return false
		}
		if domain := e.assumed(operands[g.Param-1]); domain != nil && !g.Length {
			return !g.AdmitsAny(domain)
		}
		passed, known := e.constantsPassed(operands[g.Param-1], call)
		return known && !slices.ContainsFunc(passed, g.Admits)
	})
}

// constantsPassed returns the constants that an operand can be, if it is nothing else.
func (e *Evaluator) constantsPassed(operand ssa.Value, call ssa.CallInstruction) ([]constant.Value, bool) {
	if c, ok := operand.(*ssa.Const); ok && c.Value != nil {
		return []constant.Value{c.Value}, true
	}
	found, known := value.Exact(e.Origins(operand, "", call))
	if known {
		return found, true
	}
	return e.equalTo(operand, call)
}

// equalTo returns the constants that a value is equal to at a place, where every way
// there leads through a comparison with something that is one of them.
func (e *Evaluator) equalTo(v ssa.Value, at ssa.Instruction) ([]constant.Value, bool) {
	for _, one := range condition.SameLoads(v) {
		if one.Referrers() == nil || v.Parent() != at.Parent() {
			continue
		}
		for _, user := range *one.Referrers() {
			comparison, ok := user.(*ssa.BinOp)
			if !ok || (comparison.Op != token.EQL && comparison.Op != token.NEQ) {
				continue
			}
			differs := condition.Conditions{comparison: {Op: comparison.Op, Constant: constant.MakeBool(true)}}
			if condition.Reachable(at.Parent().Blocks[0], at.Block(), nil, differs, constant.MakeBool(false)) {
				continue
			}
			other := comparison.Y
			if other == one {
				other = comparison.X
			}
			if found, known := value.Exact(e.Origins(other, "", comparison)); known {
				return found, true
			}
		}
	}
	return nil, false
}
