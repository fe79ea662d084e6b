package callback

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// Kept is a place where a function puts something into memory that outlives its call.
type Kept struct {
	Node  ast.Node
	Where string // what the program calls that memory: "user", "session.user"
}

// Keeps returns the first place where the function, or one that it calls in this package,
// keeps something that depends on one of its parameters, from 0, in memory that other code
// of the package reads: a variable that is not its own, a field of an object that it did not
// make, an entry of a map. It also returns where that is passed to one of the setters, each
// with the index of an argument, as in Passes. It is nil if there is none.
//
// An entry whose key depends on the parameter as well is one of a cache and does not count,
// nor does what is added to a list or sent on a channel: those are records of all calls, not
// of the last.
func (c *Callback) Keeps(param int, setters map[string]int) *Kept {
	if c.fn.Signature.Recv() != nil {
		param++
	}
	if param >= len(c.fn.Params) {
		return nil
	}
	k := &keeper{Callback: c, depends: dependence{finder: c.finder, on: c.fn.Params[param], inside: make(map[*ssa.Function]bool), known: make(map[ssa.Value]bool)}}
	c.search(search{instruction: func(instr ssa.Instruction) bool {
		k.depends.inside[instr.Parent()] = true
		return false
	}})
	var found *Kept
	c.search(search{instruction: func(instr ssa.Instruction) bool {
		found = k.keeps(instr, setters)
		return found != nil
	}})
	return found
}

// keeper looks for what a callback keeps.
type keeper struct {
	*Callback
	depends dependence
}

// keeps returns what an instruction keeps, or nil.
func (k *keeper) keeps(instr ssa.Instruction, setters map[string]int) *Kept {
	var where ssa.Value
	switch instr := instr.(type) {
	case *ssa.Store:
		if !k.depends.of(instr.Val) {
			return nil
		}
		where = instr.Addr
	case *ssa.MapUpdate:
		load, ok := instr.Map.(*ssa.UnOp)
		if !ok || !k.depends.of(instr.Value) || k.depends.of(instr.Key) {
			return nil
		}
		where = load.X
	case ssa.CallInstruction:
		return k.passedTo(instr, setters)
	default:
		return nil
	}
	name := k.readElsewhere(where)
	if name == "" {
		return nil
	}
	return &Kept{k.finder.NodeOf(instr), name}
}

// passedTo returns what a call hands to a setter, or nil.
func (k *keeper) passedTo(call ssa.CallInstruction, setters map[string]int) *Kept {
	for _, t := range k.finder.Targets(call) {
		if t.Object == nil {
			continue
		}
		argument, ok := setters[ir.SymbolOf(t.Object)]
		if operand := t.Operand(argument); ok && operand != nil && k.depends.of(operand) {
			return &Kept{k.finder.NodeOf(call), t.Name()}
		}
	}
	return nil
}

// readElsewhere names the variable or field at an address, if the callback has not made it
// and other code of the package reads it. Otherwise it returns "".
func (k *keeper) readElsewhere(address ssa.Value) string {
	switch address := address.(type) {
	case *ssa.Global:
		for _, use := range k.finder.Globals[address] {
			if !k.depends.inside[use.Fn] && loads(use.Instr) {
				return address.Name()
			}
		}
	case *ssa.FreeVar:
		if k.variableRead(address) {
			return address.Name()
		}
	case *ssa.FieldAddr:
		if k.made(address.X) {
			return ""
		}
		for _, other := range k.finder.Fields[ir.AddressKey(address)] {
			if !k.depends.inside[other.Parent()] && slices.ContainsFunc(*other.Referrers(), loads) {
				return ir.StructOf(address.X.Type()).Field(address.Field).Name()
			}
		}
	}
	return ""
}

// made reports whether an object is the callback's own, or depends on the parameter itself:
// the record that was found for it.
func (k *keeper) made(object ssa.Value) bool {
	switch v := object.(type) {
	case *ssa.Alloc:
		return k.depends.inside[v.Parent()]
	case *ssa.FieldAddr:
		return k.made(v.X)
	case *ssa.UnOp:
		if cell, ok := v.X.(*ssa.Alloc); ok && k.depends.inside[cell.Parent()] {
			return true
		}
	}
	return k.depends.of(object)
}

// variableRead reports whether code outside the callback reads a variable that it has
// captured.
func (k *keeper) variableRead(v *ssa.FreeVar) bool {
	index := slices.Index(v.Parent().FreeVars, v)
	for _, closure := range k.finder.Closures[v.Parent()] {
		if k.cellRead(closure.Bindings[index]) {
			return true
		}
	}
	return false
}

// cellRead reports whether code outside the callback reads a variable by its address, in the
// function that declares it or in another closure.
func (k *keeper) cellRead(cell ssa.Value) bool {
	if outer, ok := cell.(*ssa.FreeVar); ok && k.variableRead(outer) {
		return true
	}
	for _, use := range *cell.Referrers() {
		closure, ok := use.(*ssa.MakeClosure)
		if !ok {
			if !k.depends.inside[use.Parent()] && loads(use) {
				return true
			}
			continue
		}
		inner := closure.Fn.(*ssa.Function)
		for i, binding := range closure.Bindings {
			if binding == cell && !k.depends.inside[inner] && i < len(inner.FreeVars) && slices.ContainsFunc(*inner.FreeVars[i].Referrers(), loads) {
				return true
			}
		}
	}
	return false
}

// loads reports whether an instruction reads what is at an address: not where it only writes
// there, or an entry of the map there.
func loads(instr ssa.Instruction) bool {
	load, ok := instr.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	return slices.ContainsFunc(*load.Referrers(), func(use ssa.Instruction) bool {
		switch use := use.(type) {
		case *ssa.DebugRef:
			return false
		case *ssa.MapUpdate:
			return use.Map != ssa.Value(load)
		case ssa.CallInstruction:
			builtin, ok := use.Common().Value.(*ssa.Builtin)
			return !ok || builtin.Name() != "delete" && builtin.Name() != "len"
		}
		return true
	})
}
