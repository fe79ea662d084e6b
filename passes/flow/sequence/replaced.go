package sequence

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// replaced reports whether the function of a sink puts another key, or another cipher, in the
// place of the one that it used, before it returns: it derives the next key from what it
// encrypts, as the function Rekey of the Noise protocol does.
func (e *Tracker) replaced(s *uses.Sink) bool {
	field := fieldLoaded(e.keyOperand(s))
	if field == nil || e.Order(s.Func()).InnermostLoop(s.Instr.Block()) != nil {
		return false
	}
	for _, block := range s.Func().Blocks {
		for _, instr := range block.Instrs {
			store, ok := instr.(*ssa.Store)
			if !ok || !e.Order(s.Func()).Precedes(s.Instr, store) {
				continue
			}
			if into, ok := store.Addr.(*ssa.FieldAddr); ok && into.X == field.X && into.Field == field.Field {
				return true
			}
		}
	}
	return false
}

// fieldLoaded returns the field that a value is read from, or a slice of it, or nil.
func fieldLoaded(v ssa.Value) *ssa.FieldAddr {
	if slice, ok := v.(*ssa.Slice); ok {
		v = slice.X
	}
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	field, _ := load.X.(*ssa.FieldAddr)
	return field
}
