package eval

import (
	"go/constant"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/condition"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

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
