package operation

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// MaxDrawn bounds the lengths that are told.
const MaxDrawn = 1 << 20

// Number returns the constant that a length is, or the parameter, counted from 1.
func Number(v ssa.Value) (constantly, param int) {
	switch v := v.(type) {
	case *ssa.Const:
		if n, ok := ir.ConstantInt(v); ok && n > 0 && n < MaxDrawn {
			return int(n), 0
		}
	case *ssa.Convert:
		return Number(v.X)
	case *ssa.Parameter:
		for i, p := range v.Parent().Params {
			if p == v {
				return 0, i + 1
			}
		}
	}
	return 0, 0
}

// Drawn returns a random value of which a parameter of the callee says how many bytes it
// is, in terms of the caller.
func Drawn(o *value.Origin, operands []ssa.Value) *value.Origin {
	told := o.Copy()
	told.Bytes, told.BytesParam = 0, 0
	if i := o.BytesParam - 1; i < len(operands) && operands[i] != nil {
		told.Bytes, told.BytesParam = Number(operands[i])
	}
	return &told
}
