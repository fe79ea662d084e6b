package uses

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// ComparesText reports whether the operands of a comparison can be secrets: texts, bytes,
// and lists of texts that are searched. Strings of which the program declares constants
// are names of things.
func (s *Sink) ComparesText() bool {
	mine, theirs := s.Operands()
	return mine != nil && theirs != nil && isTextBeside(mine, theirs) && isTextBeside(theirs, mine)
}

func isTextBeside(v, other ssa.Value) bool {
	t := v.Type()
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0 && !enumerated(t)
	case *types.Slice:
		return ir.IsByte(u.Elem()) || types.Identical(u.Elem(), other.Type())
	case *types.Array:
		return ir.IsByte(u.Elem())
	case *types.Interface:
		return u.Empty() && !types.IsInterface(other.Type())
	}
	return false
}

// enumerated reports whether a program declares constants of a type.
func enumerated(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return false
	}
	scope := named.Obj().Pkg().Scope()
	for _, name := range scope.Names() {
		if member, ok := scope.Lookup(name).(*types.Const); ok && types.Identical(member.Type(), t) {
			return true
		}
	}
	return false
}

// Spells reports whether the value at a sink is a text, or bytes, and no number.
func (s *Sink) Spells() bool {
	return ir.IsString(s.Operand.Type()) || ir.IsBytes(s.Operand.Type())
}

// Textual reports whether the value at a sink is a string.
func (s *Sink) Textual() bool { return ir.IsString(s.Operand.Type()) }

// PicksText reports whether the function that holds a sink takes one text out of several.
func (s *Sink) PicksText() bool {
	for instr := range ir.Instructions(s.Func()) {
		read, ok := instr.(ssa.Value)
		if !ok || !ir.IsString(read.Type()) {
			continue
		}
		if collection, index := element(read); collection != nil && !isConstant(index) {
			return true
		}
	}
	return false
}

// isConstant reports whether an index is a constant.
func isConstant(index ssa.Value) bool {
	_, ok := index.(*ssa.Const)
	return ok
}
