package operation

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Fitted returns what is copied into memory. A text in a function that looks at the length
// of none is cut or filled up to the length of the memory.
func Fitted(v value.Value, copied ssa.Value, fn *ssa.Function) value.Value {
	if !isText(copied) || measuresText(fn) {
		return v
	}
	return v.Map(func(o *value.Origin) value.Value {
		if o.Spelled != "" || o.Kind == cryptoapi.Constant || o.Kind == cryptoapi.Zero {
			return nil
		}
		return value.Spelled(value.Of(*o), cryptoapi.Padded)
	})
}

// isText reports whether a value is a string, or a string as bytes.
func isText(v ssa.Value) bool {
	if converted, ok := v.(*ssa.Convert); ok {
		v = converted.X
	}
	return ir.IsString(v.Type())
}

// measuresText reports whether a function asks for the length of a text.
func measuresText(fn *ssa.Function) bool {
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			builtin, ok := call.Call.Value.(*ssa.Builtin)
			if ok && builtin.Name() == "len" && (isText(call.Call.Args[0]) || ir.IsBytes(call.Call.Args[0].Type())) {
				return true
			}
		}
	}
	return false
}
