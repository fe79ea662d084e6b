package operation

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/callee"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Spelled returns what a row makes of data in another spelling. What was decoded without a
// look at the error or at the length may be a part of what was meant, or nothing.
func Spelled(from value.Value, t *callee.Target, call ssa.CallInstruction) value.Value {
	spelling := t.Row.Spelling(Format(t))
	if spelling == cryptoapi.Part {
		return partOf(from)
	}
	if spelling != cryptoapi.Decoded {
		return value.Spelled(from, spelling)
	}
	decoder, ok := call.(*ssa.Call)
	if !ok || !DropsError(decoder) || lengthCompared(decoder) {
		return value.Spelled(from, spelling)
	}
	return value.Spelled(from, cryptoapi.Unchecked).Then(droppedBy(t, call))
}

// partOf returns a part of a text. How it is written is that of the whole.
func partOf(whole value.Value) value.Value {
	return whole.Map(func(o *value.Origin) value.Value {
		if o.Spelled != "" {
			return nil
		}
		return value.Spelled(value.Of(*o), cryptoapi.Part)
	})
}

func droppedBy(t *callee.Target, call ssa.CallInstruction) value.Step {
	return value.Step{Kind: value.Unchecked, Func: t.Object, Pos: call.Pos(), Text: "decoded by " + t.Name() + ", whose error is dropped"}
}

// Unchecked marks what a function of the program decoded and returned with an error that the
// call drops. Where the caller compares the length of what it got, it takes the mark off, of
// what the function did not look at either.
func Unchecked(v value.Value, t *callee.Target, call *ssa.Call, result int) value.Value {
	switch {
	case result != 0:
		return v
	case lengthCompared(call):
		return respelled(v, cryptoapi.Unchecked, func(o value.Value) value.Value { return value.Spelled(o, cryptoapi.Decoded) })
	case DropsError(call):
		return respelled(v, cryptoapi.Decoded, func(o value.Value) value.Value {
			return value.Spelled(o, cryptoapi.Unchecked).Then(droppedBy(t, call))
		})
	}
	return v
}

// respelled replaces what is in one spelling.
func respelled(v value.Value, spelling string, replace func(value.Value) value.Value) value.Value {
	if !v.Any(func(a value.Alternative) bool {
		return a.Any(func(o *value.Origin) bool { return o.Spelled == spelling })
	}) {
		return v
	}
	return v.Map(func(o *value.Origin) value.Value {
		if o.Spelled != spelling {
			return nil
		}
		return replace(value.Of(*o))
	})
}

// DropsError reports whether nothing looks at the error of a call, and something uses its
// first result.
func DropsError(call *ssa.Call) bool {
	results, ok := call.Type().(*types.Tuple)
	if !ok || results.Len() < 2 || !ir.IsError(results.At(results.Len()-1).Type()) {
		return false
	}
	result := ir.ResultAt(call, 0)
	return !ir.Used(ir.ResultAt(call, results.Len()-1)) && ir.Used(result) && !ir.ComparedWithNil(result)
}

// lengthCompared reports whether the function compares the length of the first result.
func lengthCompared(call *ssa.Call) bool {
	result := ir.ResultAt(call, 0)
	if _, several := call.Type().(*types.Tuple); !several {
		result = call
	}
	if result == nil {
		return false
	}
	for _, user := range *result.Referrers() {
		length, ok := user.(*ssa.Call)
		if !ok {
			continue
		}
		if builtin, ok := length.Call.Value.(*ssa.Builtin); ok && builtin.Name() == "len" && Compared(length) {
			return true
		}
	}
	return false
}

// Compared reports whether a number, or what is computed from it, is compared.
func Compared(v ssa.Value) bool {
	for _, user := range *v.Referrers() {
		switch user := user.(type) {
		case *ssa.BinOp:
			switch user.Op {
			case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
				return true
			}
			if Compared(user) {
				return true
			}
		case *ssa.Call: // min, or a function of the program
			return true
		}
	}
	return false
}
