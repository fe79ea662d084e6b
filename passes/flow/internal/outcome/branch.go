package outcome

import (
	"go/constant"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/lexicon"
)

// reach calls visit for the blocks that run from a block on, without those that lie
// behind one of the stops. It ends where visit returns false, and tells whether that
// did not happen.
func reach(from *ssa.BasicBlock, visit func(*ssa.BasicBlock) bool, stops ...*ssa.BasicBlock) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	work := []*ssa.BasicBlock{from}
	for len(work) > 0 {
		block := work[0]
		work = work[1:]
		if seen[block] || slices.Contains(stops, block) {
			continue
		}
		seen[block] = true
		if !visit(block) {
			return false
		}
		if !endsIn(block) {
			work = append(work, block.Succs...)
		}
	}
	return true
}

// endsIn reports whether the program does not get to the end of a block.
func endsIn(block *ssa.BasicBlock) bool {
	return slices.ContainsFunc(block.Instrs, func(instr ssa.Instruction) bool { return neverReturns(instr, maxExitCalls) })
}

// returnsFrom lists the returns that are reached from a block.
func returnsFrom(from *ssa.BasicBlock, stops ...*ssa.BasicBlock) []*ssa.Return {
	var found []*ssa.Return
	reach(from, func(block *ssa.BasicBlock) bool {
		if ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return); ok && !endsIn(block) {
			found = append(found, ret)
		}
		return true
	}, stops...)
	return found
}

// fails reports whether a return says that something went wrong, in one of its results.
func fails(ret *ssa.Return, result int) bool {
	switch v := ret.Results[result].(type) {
	case *ssa.Const:
		return formOf(v.Type()) == asBool && v.Value != nil && !constant.BoolVal(v.Value)
	case *ssa.MakeInterface, *ssa.Call, *ssa.Extract, *ssa.UnOp:
		return ir.IsError(ret.Results[result].Type())
	}
	return false
}

// actsInstead reports whether a return says how something else went that is done with the data
// of a verdict: what is not trusted yet is installed, what is not known yet is fetched. What
// only makes an error of them is no act.
func (f *Finder) actsInstead(ret *ssa.Return, result int, v *Verdict) bool {
	call, ok := ret.Results[result].(*ssa.Call)
	if !ok || call == v.Call || f.quiet(call, maxQuietCalls) || f.passes(call.Call.Args, f.dataOf(v)) == Nothing {
		return false
	}
	called := ir.Called(call)
	return called != nil && !lexicon.SaysFailure(called.Name()) && !slices.ContainsFunc(call.Call.Args, explains)
}

// explains reports whether an argument is what an error is made of: another one, or a text.
func explains(arg ssa.Value) bool {
	_, isConst := arg.(*ssa.Const)
	return ir.IsError(arg.Type()) || isConst && ir.IsString(arg.Type())
}

// succeeds reports whether a return says that all went well: a nil error, or true and no
// error.
func succeeds(ret *ssa.Return) bool {
	said := false
	for _, result := range ret.Results {
		switch formOf(result.Type()) {
		case asError:
			if !ir.IsNil(result) {
				return false
			}
			said = true
		case asBool:
			if !isBool(result) || !constant.BoolVal(result.(*ssa.Const).Value) {
				return false
			}
			said = true
		}
	}
	return said
}

// GoesOn tells where a program goes on after a bad verdict as it does after a good one:
// on the way there it does nothing but log. It is nil if it does not.
func (f *Finder) GoesOn(b Branch, t *Trail) *ssa.BasicBlock {
	if t.joins(f, b.Failed, b.Well, b.At.Block()) {
		return b.Well
	}
	// Both sides log, each in its own words.
	if last, ok := b.Well.Instrs[len(b.Well.Instrs)-1].(*ssa.Jump); ok && f.quietBlock(b.Well) {
		after := last.Block().Succs[0]
		if t.joins(f, b.Failed, after, b.At.Block()) && t.joins(f, b.Well, after, b.At.Block()) && sameInto(after, b) {
			return after
		}
	}
	return nil
}

// joins reports whether all ways from a block lead to another, and nothing but logging
// happens on them.
func (t *Trail) joins(f *Finder, from, to, branch *ssa.BasicBlock) bool {
	arrives := from == to
	quiet := reach(from, func(block *ssa.BasicBlock) bool {
		if block == branch || len(block.Succs) == 0 || endsIn(block) || !f.quietBlock(block) {
			return false
		}
		for _, next := range t.passable(block) {
			arrives = arrives || next == to && sameFrom(to, block, branch)
			if next == to && !sameFrom(to, block, branch) {
				return false
			}
		}
		return true
	}, t.stops(to)...)
	return quiet && arrives
}

// sameFrom reports whether the variables of a block hold the same, whether it is reached
// from one block or straight from the branch.
func sameFrom(block, from, branch *ssa.BasicBlock) bool {
	one, other := slices.Index(block.Preds, from), slices.Index(block.Preds, branch)
	for _, instr := range block.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			return true
		}
		if other >= 0 && !sameValue(phi.Edges[one], phi.Edges[other]) {
			return false
		}
	}
	return true
}

// sameInto reports whether the variables of a block hold the same on all ways from the
// sides of a branch.
func sameInto(block *ssa.BasicBlock, b Branch) bool {
	for _, instr := range block.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			return true
		}
		var first ssa.Value
		for i, pred := range block.Preds {
			if !b.At.Block().Dominates(pred) {
				continue
			}
			if first != nil && !sameValue(first, phi.Edges[i]) {
				return false
			}
			first = phi.Edges[i]
		}
	}
	return true
}

func sameValue(x, y ssa.Value) bool {
	if x == y {
		return true
	}
	a, ok := x.(*ssa.Const)
	b, also := y.(*ssa.Const)
	if !ok || !also || a.Value == nil || b.Value == nil {
		return ok && also && a.Value == b.Value
	}
	return constant.Compare(a.Value, token.EQL, b.Value)
}

// SaysTheSame reports whether a function returns the same after a bad verdict as after a
// good one, and does nothing else on either way: it says that all went well.
func (f *Finder) SaysTheSame(b Branch, call *ssa.Call) bool {
	bad := returnsFrom(b.Failed, b.Well, call.Block())
	well := returnsFrom(b.Well, b.Failed, call.Block())
	if len(bad) == 0 || len(well) == 0 || !f.quietFrom(b.Failed) || !f.quietFrom(b.Well) {
		return false
	}
	for _, ret := range slices.Concat(bad, well) {
		if !succeeds(ret) || !slices.EqualFunc(ret.Results, bad[0].Results, sameValue) {
			return false
		}
	}
	return true
}

// Inverted reports whether a function returns failures where the verdict is good, and may
// return success where it is bad.
func (f *Finder) Inverted(b Branch, call *ssa.Call) bool {
	well := returnsFrom(b.Well, b.Failed, call.Block())
	bad := returnsFrom(b.Failed, b.Well, call.Block())
	if b.Part || len(well) == 0 || !f.quietFrom(b.Well, b.Failed) {
		return false
	}
	for _, ret := range well {
		if len(ret.Results) == 0 || !fails(ret, len(ret.Results)-1) {
			return false
		}
	}
	return slices.ContainsFunc(bad, succeeds)
}
