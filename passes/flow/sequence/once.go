package sequence

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memory"
)

// maxOnce bounds the callers that are followed to find that a function runs once.
const maxOnce = 3

// runsOnce reports whether a function runs at most once in the life of the program, or
// of the object that holds its sync.Once: it initializes the package, sync runs it once,
// or only such functions call it.
func (e *Tracker) runsOnce(fn *ssa.Function) bool { return e.runsOnceWithin(fn, maxOnce) }

func (e *Tracker) runsOnceWithin(fn *ssa.Function, hops int) bool {
	if initializes(fn) || e.handedToOnce(fn) {
		return true
	}
	if hops == 0 || !e.OnlyCalled(fn) {
		return false
	}
	for _, call := range e.Callers[fn] {
		if e.InLoop(call) || !e.runsOnceWithin(call.Parent(), hops-1) {
			return false
		}
	}
	return true
}

// initializes reports whether a function is the initializer of the package or one of
// its func init(). SSA numbers the latter: no other function can have such a name.
func initializes(fn *ssa.Function) bool {
	if fn.Parent() != nil || fn.Signature.Recv() != nil || fn.Pkg == nil {
		return false
	}
	return fn.Pkg.Func("init") == fn || fn.Object() != nil && fn.Object().Name() == "init"
}

// handedToOnce reports whether a function is handed to sync.Once.Do, sync.OnceFunc or
// one of their kin.
func (e *Tracker) handedToOnce(fn *ssa.Function) bool {
	if e.once == nil {
		e.once = []ssa.Value{}
		for _, caller := range e.Funcs {
			for instr := range ir.Instructions(caller) {
				if handed := runByOnce(instr); handed != nil {
					e.once = append(e.once, handed)
				}
			}
		}
	}
	return slices.ContainsFunc(e.once, func(handed ssa.Value) bool { return e.isFunction(handed, fn) })
}

// runByOnce returns the function that a call runs at most once, or nil.
func runByOnce(instr ssa.Instruction) ssa.Value {
	call, ok := instr.(ssa.CallInstruction)
	if !ok || call.Common().StaticCallee() == nil {
		return nil
	}
	callee, ok := ir.OriginOf(call.Common().StaticCallee()).Object().(*types.Func)
	if !ok {
		return nil
	}
	switch callee.FullName() {
	case "(*sync.Once).Do":
		return call.Common().Args[1]
	case "sync.OnceFunc", "sync.OnceValue", "sync.OnceValues":
		return call.Common().Args[0]
	}
	return nil
}

// isFunction reports whether a value is a function, a closure of it, or a method value.
func (e *Tracker) isFunction(v ssa.Value, fn *ssa.Function) bool {
	made, ok := v.(*ssa.MakeClosure)
	if !ok {
		return v == ssa.Value(fn)
	}
	bound := made.Fn.(*ssa.Function)
	return bound == fn || ir.IsBound(bound) && bound.Object() != nil && bound.Object() == fn.Object()
}

// setsOnce reports whether an event writes to a region only the first time: sync.Once
// runs it, or the code looks before whether anything is there, or whether it has been
// there already.
func (e *Tracker) setsOnce(ev *memory.Event, r location.Region) bool {
	if runByOnce(ev.Instr) != nil {
		return true
	}
	for block := ev.Instr.Block(); block != nil && len(block.Preds) == 1; block = block.Preds[0] {
		before := block.Preds[0]
		branch, ok := before.Instrs[len(before.Instrs)-1].(*ssa.If)
		if ok && e.asksFirst(branch.Cond, before.Succs[0] == block, ev.Instr, r) {
			return true
		}
	}
	return false
}

// asksFirst reports whether a condition that holds, or does not, says that a region is
// empty, or that a flag is not set which the code sets where it writes the region.
func (e *Tracker) asksFirst(condition ssa.Value, holds bool, write ssa.Instruction, r location.Region) bool {
	switch condition := condition.(type) {
	case *ssa.BinOp:
		if condition.Op == token.EQL && holds || condition.Op == token.NEQ && !holds || condition.Op == token.LSS && holds {
			return e.looksAt(condition.X, r) && isEmpty(condition.Y)
		}
	case *ssa.UnOp:
		if condition.Op == token.NOT {
			return e.asksFirst(condition.X, !holds, write, r)
		}
		return condition.Op == token.MUL && !holds && e.setsFlag(condition.X, write)
	}
	return false
}

// looksAt reports whether a value is what a region holds, or its length.
func (e *Tracker) looksAt(v ssa.Value, r location.Region) bool {
	if call, ok := v.(*ssa.Call); ok && ir.IsLen(call) {
		v = call.Call.Args[0]
	}
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	for _, looked := range e.Regions(load.X) {
		if looked.Root == r.Root && looked.Path == r.Path {
			return true
		}
	}
	return false
}

// isEmpty reports whether a value is nil, a number or an array of zeros.
func isEmpty(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return true // the length that is asked for, nil or zeros
	case *ssa.UnOp:
		memory, ok := v.X.(*ssa.Alloc)
		return ok && len(*memory.Referrers()) == 1
	}
	return false
}

// setsFlag reports whether a write is followed, in its block or one that it dominates, by
// a store of true to a flag.
func (e *Tracker) setsFlag(flag ssa.Value, write ssa.Instruction) bool {
	for _, r := range e.Regions(flag) {
		for _, ev := range e.HistoryOf(r.Root, write.Parent()).Ordered {
			store, ok := ev.Instr.(*ssa.Store)
			if ok && ev.Path == r.Path && !ir.IsNil(store.Val) && write.Block().Dominates(store.Block()) {
				if set, constant := store.Val.(*ssa.Const); constant && set.Value.String() == "true" {
					return true
				}
			}
		}
	}
	return false
}
