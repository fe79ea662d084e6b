package named

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// By finds the places at which a value of text or bytes is kept or returned under a
// name that a rule looks for: in a field, as an entry of a map, as the result of a
// function with that name.
func By(f *uses.Finder, says func(name string) bool) []*uses.Sink {
	var found []*uses.Sink
	for _, fn := range f.Funcs {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				found = append(found, by(instr, says)...)
			}
		}
	}
	return f.Placed(found)
}

func by(instr ssa.Instruction, says func(name string) bool) []*uses.Sink {
	switch instr := instr.(type) {
	case *ssa.Store:
		if address, ok := instr.Addr.(*ssa.FieldAddr); ok {
			field := ir.StructOf(address.X.Type()).Field(address.Field).Name()
			return asked(calledBy(instr, says, field, ir.AddressedField(address), instr.Val), endAfter(instr))
		}
	case *ssa.MapUpdate:
		if key := location.MapPath(instr.Key); key != location.AnyKey {
			name := location.LastField(key)
			return calledBy(instr, says, name, "the entry "+name, instr.Value)
		}
	case *ssa.Return:
		var found []*uses.Sink
		fn := instr.Parent()
		for i, result := range instr.Results {
			declared := fn.Signature.Results().At(i).Name()
			if i == 0 && fn.Object() != nil && says(fn.Name()) {
				found = append(found, calledBy(instr, says, fn.Name(), "the result of "+fn.Name(), result)...)
				continue
			}
			found = append(found, calledBy(instr, says, declared, "the result "+declared+" of "+fn.Name(), result)...)
		}
		return found
	}
	return nil
}

func calledBy(instr ssa.Instruction, says func(name string) bool, name, api string, operand ssa.Value) []*uses.Sink {
	operand = bare(operand)
	if name == "" || !says(name) || !ir.CarriesSecret(operand.Type()) {
		return nil
	}
	return []*uses.Sink{{API: api, Instr: instr, Operand: operand, Named: true, Name: name}}
}
