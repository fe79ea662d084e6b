package uses

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// elementwiseSinks returns the two sides of a comparison written by hand: a loop
// that compares the bytes of two values at the same index and leaves at the first
// difference.
//
//	for i := range a {
//		if a[i] != b[i] {
//			return false
//		}
//	}
func (e *Finder) elementwiseSinks(v *ssa.BinOp) []*Sink {
	if v.Op != token.EQL && v.Op != token.NEQ {
		return nil
	}
	x, i := element(v.X)
	y, j := element(v.Y)
	if x == nil || y == nil || i != j || !ir.IsByte(v.X.Type()) || !e.leavesLoop(v) {
		return nil
	}
	if _, fixed := i.(*ssa.Const); fixed {
		return nil
	}
	return comparison(Sink{Symbol: ByLoop, API: "a loop", Instr: v}, x, y)
}

// element returns the collection and the index that a value was read from, or nil.
func element(v ssa.Value) (collection, index ssa.Value) {
	switch v := v.(type) {
	case *ssa.UnOp:
		if address, ok := v.X.(*ssa.IndexAddr); ok && v.Op == token.MUL {
			return address.X, address.Index
		}
	case *ssa.Index:
		return v.X, v.Index
	case *ssa.Lookup:
		if basic, ok := v.X.Type().Underlying().(*types.Basic); ok && basic.Info()&types.IsString != 0 {
			return v.X, v.Index
		}
	}
	return nil, nil
}

// leavesLoop reports whether a condition in a loop decides whether the loop goes on.
func (e *Finder) leavesLoop(condition *ssa.BinOp) bool {
	loop := e.Order(condition.Parent()).InnermostLoop(condition.Block())
	if loop == nil {
		return false
	}
	branch, ok := condition.Block().Instrs[len(condition.Block().Instrs)-1].(*ssa.If)
	if !ok || branch.Cond != condition {
		return false
	}
	for _, next := range branch.Block().Succs {
		if !loop.Blocks[next] {
			return true
		}
	}
	return false
}
