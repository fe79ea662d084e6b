package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// captured enters what a closure does to the memory of a variable that it
// captures: it may happen wherever the closure is used.
func (c *collector) captured(v view, closure *ssa.MakeClosure) {
	fn := closure.Fn.(*ssa.Function)
	if c.pending.capturing[fn] {
		c.half()
		return
	}
	if isBound(fn) {
		c.boundCalls(v, closure)
		return
	}
	c.pending.capturing[fn] = true
	defer delete(c.pending.capturing, fn)
	for i, binding := range closure.Bindings {
		if binding != v.value || i >= len(fn.FreeVars) {
			continue
		}
		free := fn.FreeVars[i]
		for _, at := range closureUses(closure) {
			switch {
			case holdsObject(free):
				c.mayDo(v, free, at)
			case callsAtOnce(at, closure):
				c.leaves(v, free, at, overwrites)
			case isCall(at):
				c.leaves(v, free, at, runsLater)
			default:
				c.mayDo(v, free, at)
			}
		}
	}
}

// holdsObject reports whether a captured variable is a pointer to a struct: a client, a
// server, whose fields every closure of a program may write. What each of them leaves
// there after it has run costs much to know, and what is stored in fields is known
// anyway.
func holdsObject(free *ssa.FreeVar) bool {
	variable, ok := free.Type().Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	pointer, ok := variable.Elem().Underlying().(*types.Pointer)
	return ok && structOf(pointer) != nil
}

// leaves enters what a closure leaves in the memory of a variable that it captures,
// where it is called or handed to what calls it.
func (c *collector) leaves(v view, free *ssa.FreeVar, at ssa.Instruction, kind eventKind) {
	var paths []string
	for _, ev := range c.historyOf(free, free.Parent()).ordered {
		if ev.kind == defines || slices.Contains(paths, ev.path) {
			continue
		}
		paths = append(paths, ev.path)
		c.add(&event{instr: at, path: v.path + ev.path, span: v.span, kind: kind, content: func(e *evaluator, sub string, _ ssa.Instruction) value.Value {
			return e.leftByClosure(free, ev.path+sub, at)
		}})
	}
}

// mayDo enters what a closure does to the memory of a variable that it captures, where
// it goes to code that may run it at any time.
func (c *collector) mayDo(v view, free *ssa.FreeVar, at ssa.Instruction) {
	for _, ev := range c.historyOf(free, free.Parent()).ordered {
		if ev.kind == defines || ev.kind == empties || ev.kind == restarts {
			continue // emptied perhaps: what was there may still be
		}
		c.add(&event{instr: at, path: v.path + ev.path, span: ev.span, kind: mayWrite, content: func(e *evaluator, sub string, _ ssa.Instruction) value.Value {
			return outward(ev.content(e, sub, ev.instr))
		}})
	}
}

func isCall(instr ssa.Instruction) bool {
	_, ok := instr.(ssa.CallInstruction)
	return ok
}

// boundCalls enters what a method value does to its receiver, where it is called.
func (c *collector) boundCalls(v view, closure *ssa.MakeClosure) {
	for _, at := range closureUses(closure) {
		call, ok := at.(ssa.CallInstruction)
		if !ok || call.Common().Value != closure {
			continue
		}
		for _, t := range c.targets(call) {
			if t.receiver == v.value {
				c.effect(v, call, t, 0, false)
			}
		}
	}
}

// closureUses returns the instructions at which a closure may run: its calls,
// and the instructions that hand it to others.
func closureUses(closure *ssa.MakeClosure) []ssa.Instruction {
	var uses []ssa.Instruction
	for _, user := range *closure.Referrers() {
		switch user := user.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			uses = append(uses, closureLoads(user)...)
		default:
			uses = append(uses, user)
		}
	}
	return uses
}

// closureLoads returns the uses of a closure that was put into a variable that
// is captured itself, as recursive closures are.
func closureLoads(store *ssa.Store) []ssa.Instruction {
	uses := []ssa.Instruction{store}
	cell, ok := store.Addr.(*ssa.Alloc)
	if !ok {
		return uses
	}
	for _, user := range *cell.Referrers() {
		load, ok := user.(*ssa.UnOp)
		if !ok {
			continue
		}
		for _, called := range *load.Referrers() {
			if _, isRef := called.(*ssa.DebugRef); !isRef {
				uses = append(uses, called)
			}
		}
	}
	return uses
}

// callsAtOnce reports whether a call runs a closure before it returns, for certain: it
// calls it, or hands it to sync.Once, which has run it by then if not now.
func callsAtOnce(at ssa.Instruction, closure *ssa.MakeClosure) bool {
	call, ok := at.(*ssa.Call)
	if !ok {
		return false
	}
	if call.Call.Value == ssa.Value(closure) {
		return true
	}
	callee := call.Call.StaticCallee()
	return callee != nil && callee.String() == "(*sync.Once).Do" && call.Call.Args[1] == ssa.Value(closure)
}
