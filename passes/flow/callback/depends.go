package callback

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// dependence tells which values of a callback, and of the functions that it calls in this
// package, depend on one of its parameters: what is a part of it, is made from it, or was
// found with it. What only depends on a comparison with it, such as an error, does not count,
// nor does the length of a list to which something was added.
type dependence struct {
	finder *Finder
	on     *ssa.Parameter
	inside map[*ssa.Function]bool // the callback, and what it calls
	known  map[ssa.Value]bool
}

func (d *dependence) of(v ssa.Value) bool {
	if v == ssa.Value(d.on) {
		return true
	}
	if depends, ok := d.known[v]; ok {
		return depends
	}
	d.known[v] = false // while it is being answered
	d.known[v] = !ir.TellsSuccess(v.Type()) && d.look(v)
	return d.known[v]
}

func (d *dependence) look(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Parameter:
		return d.passed(v)
	case *ssa.FreeVar:
		return slices.ContainsFunc(d.bindings(v), d.of)
	case *ssa.Alloc:
		return d.inside[v.Parent()] && d.filled(v)
	case *ssa.BinOp, *ssa.MakeClosure, *ssa.Function:
		return false
	case *ssa.Call:
		if builtin, ok := v.Call.Value.(*ssa.Builtin); ok && builtin.Name() == "append" {
			return false
		}
	}
	instr, ok := v.(ssa.Instruction)
	return ok && d.uses(instr)
}

// uses reports whether an operand of an instruction depends on the parameter.
func (d *dependence) uses(instr ssa.Instruction) bool {
	return slices.ContainsFunc(instr.Operands(nil), func(operand *ssa.Value) bool { return *operand != nil && d.of(*operand) })
}

// passed reports whether a call in sight passes what depends on the parameter.
func (d *dependence) passed(p *ssa.Parameter) bool {
	if p.Parent() == d.on.Parent() {
		return false
	}
	for call, argument := range d.finder.Arguments(p) {
		if d.inside[call.Parent()] && d.of(argument) {
			return true
		}
	}
	return false
}

// bindings returns the variables of this callback that a closure has captured.
func (d *dependence) bindings(v *ssa.FreeVar) []ssa.Value {
	var all []ssa.Value
	index := slices.Index(v.Parent().FreeVars, v)
	for _, closure := range d.finder.Closures[v.Parent()] {
		if d.inside[closure.Parent()] {
			all = append(all, closure.Bindings[index])
		}
	}
	return all
}

// filled reports whether something that depends on the parameter is put into a variable, at
// its address or further down, by the code itself or by what gets its address.
func (d *dependence) filled(address ssa.Value) bool {
	return slices.ContainsFunc(*address.Referrers(), func(use ssa.Instruction) bool {
		switch use := use.(type) {
		case *ssa.Store:
			return use.Addr == address && d.of(use.Val)
		case *ssa.FieldAddr:
			return d.filled(use)
		case *ssa.IndexAddr:
			return d.filled(use)
		case *ssa.MakeInterface:
			return d.filled(use)
		case *ssa.MakeClosure:
			inner := use.Fn.(*ssa.Function)
			for i, binding := range use.Bindings {
				if binding == address && i < len(inner.FreeVars) && d.filled(inner.FreeVars[i]) {
					return true
				}
			}
		case ssa.CallInstruction:
			return d.uses(use)
		case *ssa.UnOp:
			return use.Op == token.MUL && d.updated(use)
		}
		return false
	})
}

// updated reports whether something that depends on the parameter is put into the map that a
// variable holds.
func (d *dependence) updated(loaded *ssa.UnOp) bool {
	return slices.ContainsFunc(*loaded.Referrers(), func(use ssa.Instruction) bool {
		update, ok := use.(*ssa.MapUpdate)
		return ok && update.Map == ssa.Value(loaded) && (d.of(update.Value) || d.of(update.Key))
	})
}
