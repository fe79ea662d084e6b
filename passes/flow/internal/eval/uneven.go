package eval

import (
	"go/constant"
	"unicode/utf8"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/operation"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// uneven returns the n of a remainder number % n, if some of the remainders of all numbers
// come about noticeably more often than others: a byte % 62. It is 0 if not, if it is not
// known, or if the function looks at the number otherwise and may throw some away. Where n
// is the length of a parameter, callers tell, and param is which one.
func (e *Evaluator) uneven(v *ssa.BinOp) (n, param int) {
	number, bits := operation.Narrow(v.X)
	if bits > 32 || operation.LooksAt(v.Parent(), number) {
		return 0, 0
	}
	n, param = e.divisor(v.Y)
	if bits != operation.ByteBits {
		param = 0
	}
	return operation.Unevenly(n, bits), param
}

// reduced returns the remainder of a byte of which a parameter of the callee says what it
// was divided by, in terms of the caller.
func (e *Evaluator) reduced(o *value.Origin, operands []ssa.Value, call ssa.CallInstruction) *value.Origin {
	told := o.Copy()
	told.Modulo, told.ModuloParam = 0, 0
	if i := o.ModuloParam - 1; i < len(operands) && operands[i] != nil {
		n, param := e.lengthOf(operands[i], call)
		told.Modulo, told.ModuloParam = operation.Unevenly(n, operation.ByteBits), param
	}
	return &told
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
	if n, ok := ir.ConstantInt(v); ok && n > 0 && n < operation.MaxDrawn {
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
