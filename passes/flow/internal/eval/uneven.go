package eval

import (
	"go/constant"
	"go/token"
	"go/types"
	"unicode/utf8"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// evenEnough is how often each remainder has to come about among the numbers that there
// are: of 100 and 101 times, an attacker has no use.
const evenEnough = 100

// uneven returns the n of a remainder number % n, if some of the remainders of all numbers
// come about noticeably more often than others: a byte % 62. It is 0 if not, if it is not
// known, or if the function looks at the number otherwise and may throw some away. Where n
// is the length of a parameter, callers tell, and param is which one.
func (e *Evaluator) uneven(v *ssa.BinOp) (n, param int) {
	number, bits := narrow(v.X)
	if bits > 32 || looksAt(v.Parent(), number) {
		return 0, 0
	}
	n, param = e.divisor(v.Y)
	if bits != byteBits {
		param = 0
	}
	return unevenly(n, bits), param
}

const byteBits = 8

// unevenly returns n if a number of so many bits % n is not uniform, and else 0.
func unevenly(n, bits int) int {
	if numbers := 1 << bits; n < 2 || n >= numbers || numbers%n == 0 || numbers/n >= evenEnough {
		return 0
	}
	return n
}

// reduced returns the remainder of a byte of which a parameter of the callee says what it
// was divided by, in terms of the caller.
func (e *Evaluator) reduced(o *value.Origin, operands []ssa.Value, call ssa.CallInstruction) *value.Origin {
	told := *o
	told.Modulo, told.ModuloParam = 0, 0
	if i := o.ModuloParam - 1; i < len(operands) && operands[i] != nil {
		n, param := e.lengthOf(operands[i], call)
		told.Modulo, told.ModuloParam = unevenly(n, byteBits), param
	}
	return &told
}

// narrow returns the number that is converted to v, and the bits that are left of it. What
// is computed from other numbers, or passed as a number, has an unknown range.
func narrow(v ssa.Value) (number ssa.Value, bits int) {
	const unknown = 64
	bits = unknown
	for {
		if basic, ok := v.Type().Underlying().(*types.Basic); ok {
			switch basic.Kind() {
			case types.Uint8:
				bits = min(bits, 8)
			case types.Uint16:
				bits = min(bits, 16)
			case types.Uint32:
				bits = min(bits, 32)
			}
		}
		switch converted := v.(type) {
		case *ssa.Convert:
			v = converted.X
		case *ssa.ChangeType:
			v = converted.X
		case *ssa.BinOp, *ssa.Parameter, *ssa.FreeVar, *ssa.Phi:
			return v, unknown
		default:
			return v, bits
		}
	}
}

// looksAt reports whether a function compares a number, or another of the same memory, or
// asks another function about it: then it may take only numbers below a multiple of n. If
// it divides the number or shifts it, the rest may be used as well, as encoders do.
func looksAt(fn *ssa.Function, number ssa.Value) bool {
	about := func(v ssa.Value) bool {
		other, _ := narrow(v)
		return sameMemory(number, other)
	}
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.BinOp:
				switch instr.Op {
				case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ, token.QUO, token.SHR:
					if about(instr.X) || about(instr.Y) {
						return true
					}
				}
			case *ssa.Call:
				if basic, ok := instr.Type().Underlying().(*types.Basic); !ok || basic.Kind() != types.Bool {
					continue
				}
				for _, argument := range instr.Call.Args {
					if about(argument) {
						return true
					}
				}
			}
		}
	}
	return false
}

// sameMemory reports whether two values are one, or are loaded from one place or from
// elements of one slice.
func sameMemory(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	switch a := a.(type) {
	case *ssa.UnOp:
		b, ok := b.(*ssa.UnOp)
		return ok && a.Op == b.Op && sameMemory(a.X, b.X)
	case *ssa.IndexAddr:
		b, ok := b.(*ssa.IndexAddr)
		return ok && sameMemory(a.X, b.X)
	case *ssa.FieldAddr:
		b, ok := b.(*ssa.FieldAddr)
		return ok && a.Field == b.Field && sameMemory(a.X, b.X)
	case *ssa.Slice:
		b, ok := b.(*ssa.Slice)
		return ok && sameMemory(a.X, b.X)
	}
	return false
}

// divisor returns the constant that a number is: written, or the length of a text that is
// known, or of one that is a parameter.
func (e *Evaluator) divisor(v ssa.Value) (n, param int) {
	for {
		converted, ok := v.(*ssa.Convert)
		if !ok {
			break
		}
		v = converted.X
	}
	if n, ok := ir.ConstantInt(v); ok && n > 0 && n < maxDrawn {
		return int(n), 0
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return 0, 0
	}
	if builtin, ok := call.Call.Value.(*ssa.Builtin); !ok || builtin.Name() != "len" {
		return 0, 0
	}
	return e.lengthOf(call.Call.Args[0], call)
}

// lengthOf returns the length of a text, or the parameter that it is.
func (e *Evaluator) lengthOf(text ssa.Value, at ssa.Instruction) (n, param int) {
	characters := utf8.RuneCountInString
	if ir.IsString(text.Type()) || ir.IsBytes(text.Type()) {
		characters = func(s string) int { return len(s) }
	}
	for _, alternative := range e.Resolve(e.Origins(text, "", at)) {
		if len(alternative) == 1 && n == 0 && param == 0 && passedWhole(alternative[0]) {
			param = alternative[0].Param
			continue
		}
		if !value.IsConstant(alternative) || alternative[0].Const.Kind() != constant.String {
			return 0, 0
		}
		length := characters(constant.StringVal(alternative[0].Const))
		if param != 0 || n != 0 && n != length {
			return 0, 0
		}
		n = length
	}
	return n, param
}

// passedWhole reports whether a text is what a caller passes, and nothing is done with it.
func passedWhole(o *value.Origin) bool {
	return o.Open() && o.Path == "" && o.Form == "" && o.Spelled == "" && !o.Index && o.Bytes == 0 && o.Modulo == 0 && o.ModuloParam == 0
}
