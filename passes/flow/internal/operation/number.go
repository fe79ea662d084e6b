// Package operation says what single operations make of values that are known: they join texts,
// scale numbers, cut, copy, reduce, decode, and sum what was written to a hash.
package operation

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// maxShift bounds the shifts that are computed: sizes and costs are small.
const maxShift = 62

// Scales reports whether a number is multiplied, divided or shifted. Bytes are data, and
// adding is what counters do.
func Scales(v *ssa.BinOp) bool {
	switch v.Op {
	case token.MUL, token.QUO, token.SHL, token.SHR:
	default:
		return false
	}
	basic, ok := v.Type().Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsInteger != 0 && basic.Kind() != types.Uint8 && basic.Kind() != types.Int8
}

// Scaled returns what becomes of a number: 1<<15 is 32768, and 1<<n is no number that is
// known, whatever is known of n later.
func Scaled(v *ssa.BinOp, x, y value.Value) value.Value {
	if len(x) == 1 && len(y) == 1 && value.IsConstant(x[0]) && value.IsConstant(y[0]) {
		if result := product(v.Op, x[0][0].Const, y[0][0].Const); result != nil {
			number := y[0][0].Copy()
			number.Const = result
			return value.Of(number)
		}
	}
	return value.Mix(x, y).Map(SizeLost)
}

// SizeLost is what becomes of a number with which something is computed that is not known.
func SizeLost(o *value.Origin) value.Value {
	lost := o.Formed(value.FormSize)
	lost.Const = nil
	return value.Of(*lost)
}

// product computes with two whole numbers; nil where that is not defined or very large.
func product(op token.Token, x, y constant.Value) constant.Value {
	if x.Kind() != constant.Int || y.Kind() != constant.Int {
		return nil
	}
	switch op {
	case token.MUL:
		return constant.BinaryOp(x, token.MUL, y)
	case token.QUO:
		if constant.Sign(y) == 0 {
			return nil
		}
		return constant.BinaryOp(x, token.QUO_ASSIGN, y) // of whole numbers
	}
	by, exact := constant.Uint64Val(y)
	if !exact || by > maxShift {
		return nil
	}
	return constant.Shift(x, op, uint(by))
}
