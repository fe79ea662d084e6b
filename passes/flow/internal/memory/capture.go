package memory

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/scope"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// captured enters what a closure does to the memory of a variable that it
// captures: it may happen wherever the closure is used.
func (c *collector) captured(v location.View, closure *ssa.MakeClosure) {
	fn := closure.Fn.(*ssa.Function)
	if c.capturing[fn] {
		c.Half()
		return
	}
	if ir.IsBound(fn) {
		c.boundCalls(v, closure)
		return
	}
	c.capturing[fn] = true
	defer delete(c.capturing, fn)
	for i, binding := range closure.Bindings {
		if binding != v.Value || i >= len(fn.FreeVars) {
			continue
		}
		free := fn.FreeVars[i]
		for _, at := range ir.ClosureUses(closure) {
			switch {
			case holdsObject(free):
				c.mayDo(v, free, at)
			case ir.CallsAtOnce(at, closure):
				c.leaves(v, free, at, Overwrites)
			case ir.IsCall(at):
				c.leaves(v, free, at, RunsLater)
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
	return ok && ir.StructOf(pointer) != nil
}

// leaves enters what a closure leaves in the memory of a variable that it captures,
// where it is called or handed to what calls it.
func (c *collector) leaves(v location.View, free *ssa.FreeVar, at ssa.Instruction, kind Kind) {
	var paths []string
	for _, ev := range c.HistoryOf(free, free.Parent()).Ordered {
		if ev.Kind == Defines || slices.Contains(paths, ev.Path) {
			continue
		}
		paths = append(paths, ev.Path)
		c.add(&Event{Instr: at, Path: v.Path + ev.Path, Span: v.Span, Kind: kind, Content: func(m *Memory, sub string, _ ssa.Instruction) value.Value {
			return value.Mix(m.values.LeftByClosure(free, ev.Path+sub, at), m.orderedBy(free, sub, at))
		}})
	}
}

// mayDo enters what a closure does to the memory of a variable that it captures, where
// it goes to code that may run it at any time.
func (c *collector) mayDo(v location.View, free *ssa.FreeVar, at ssa.Instruction) {
	for _, ev := range c.HistoryOf(free, free.Parent()).Ordered {
		if ev.Kind == Defines || ev.Kind == Empties || ev.Kind == Restarts {
			continue // emptied perhaps: what was there may still be
		}
		c.add(&Event{Instr: at, Path: v.Path + ev.Path, Span: ev.Span, Kind: MayWrite, Content: func(m *Memory, sub string, _ ssa.Instruction) value.Value {
			return value.Mix(scope.Outward(ev.Content(m, sub, ev.Instr)), m.orderedBy(free, sub, at))
		}})
	}
}

// orderedBy returns what decides how often, and with which arguments, a call runs the closure
// of a captured variable, where the row of the function says so: rand.Shuffle. It is a part
// of what the closure leaves. A field of an element, to which path leads, is what it was,
// wherever the element stands now.
func (m *Memory) orderedBy(free *ssa.FreeVar, path string, at ssa.Instruction) value.Value {
	call, ok := at.(ssa.CallInstruction)
	if !ok || path != "" {
		return nil
	}
	for _, t := range m.values.Targets(call) {
		for i, operand := range t.Operands() {
			closure, ok := operand.(*ssa.MakeClosure)
			if !ok || closure.Fn != free.Parent() || t.Row == nil {
				continue
			}
			if source, ok := t.Row.Fills[t.Argument(i)]; ok {
				return m.values.Source(source, t, call)
			}
		}
	}
	return nil
}

// boundCalls enters what a method value does to its receiver, where it is called.
func (c *collector) boundCalls(v location.View, closure *ssa.MakeClosure) {
	for _, at := range ir.ClosureUses(closure) {
		call, ok := at.(ssa.CallInstruction)
		if !ok || call.Common().Value != closure {
			continue
		}
		for _, t := range c.values.Targets(call) {
			if t.Receiver == v.Value {
				c.effect(v, call, t, 0, false)
			}
		}
	}
}
