package callback

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// Forgives returns the first place where the function, or one that it calls in this package,
// returns nil as its error because an error is of a type, with its import path:
// "golang.org/x/crypto/ssh/knownhosts.KeyError". Where something else has a say, such as
// the answer of a user, it does not count; what may only fail in between does. It is
// token.NoPos if there is none.
func (c *Callback) Forgives(typ string) token.Pos {
	at := token.NoPos
	c.search(search{instruction: func(instr ssa.Instruction) bool {
		if branch, ok := instr.(*ssa.If); ok {
			if then := ifOfType(branch, typ); then != nil {
				at = forgiven(then)
			}
		}
		return at.IsValid()
	}})
	return at
}

// ifOfType returns the block that only runs if an error is of a type, or nil.
func ifOfType(branch *ssa.If, typ string) *ssa.BasicBlock {
	cond, then := branch.Cond, branch.Block().Succs[0]
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		cond, then = not.X, branch.Block().Succs[1]
	}
	if len(then.Preds) != 1 || !saysType(cond, typ) {
		return nil
	}
	return then
}

// saysType reports whether a truth value says that an error is of a type.
func saysType(cond ssa.Value, typ string) bool {
	switch cond := cond.(type) {
	case *ssa.Call: // errors.As(err, &target)
		if ir.CalledSymbol(cond) != "errors.As" {
			return false
		}
		target, ok := cond.Call.Args[1].(*ssa.MakeInterface)
		if !ok {
			return false
		}
		pointer, ok := target.X.Type().Underlying().(*types.Pointer)
		return ok && ir.TypeName(pointer.Elem()) == typ
	case *ssa.Extract:
		if cond.Index != 1 {
			return false
		}
		switch from := cond.Tuple.(type) {
		case *ssa.TypeAssert: // err.(*T)
			return ir.TypeName(from.AssertedType) == typ
		case *ssa.Call: // errors.AsType[*T](err)
			return ir.CalledSymbol(from) == "errors.AsType" && ir.TypeName(from.Call.StaticCallee().TypeArgs()[0]) == typ
		}
	}
	return false
}

// forgiven returns where a function returns nil as its error after a block, and because of it.
func forgiven(then *ssa.BasicBlock) token.Pos {
	for ret := range ir.Returns(then.Parent()) {
		if len(ret.Results) == 0 {
			continue
		}
		switch err := ret.Results[len(ret.Results)-1].(type) {
		case *ssa.Const:
			if ir.IsNil(err) && ir.IsError(err.Type()) && followsFrom(then, ret.Block()) {
				return ret.Pos()
			}
		case *ssa.Phi:
			for i, edge := range err.Edges {
				if ir.IsNil(edge) && ir.IsError(err.Type()) && followsFrom(then, err.Block().Preds[i]) {
					return ret.Pos()
				}
			}
		}
	}
	return token.NoPos
}

// followsFrom reports whether a block runs because another does: nothing in between decides
// about that but whether something fails.
func followsFrom(first, block *ssa.BasicBlock) bool {
	if !first.Dominates(block) {
		return false
	}
	for block != first {
		above := block.Idom()
		branch, ok := above.Instrs[len(above.Instrs)-1].(*ssa.If)
		if ok && len(block.Preds) == 1 && slices.Contains(above.Succs, block) && !asksForError(branch.Cond) {
			return false
		}
		block = above
	}
	return true
}

// asksForError reports whether a truth value says whether an error is nil.
func asksForError(cond ssa.Value) bool {
	comparison, ok := cond.(*ssa.BinOp)
	return ok && (ir.IsNil(comparison.X) || ir.IsNil(comparison.Y)) && ir.IsError(comparison.X.Type())
}
