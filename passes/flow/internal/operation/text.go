package operation

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// maxTexts bounds the texts that a sum of texts can be.
const maxTexts = 8

// isOneText reports whether an alternative is one text. What a number or a truth value is written as
// has the constant of that.
func isOneText(a value.Alternative) bool {
	return value.IsConstant(a) && a[0].Const.Kind() == constant.String
}

// JoinedText returns what a sum of texts is, if both sides are known: "aes-" + size.
func JoinedText(v *ssa.BinOp, x, y value.Value) value.Value {
	if v.Op != token.ADD || !ir.IsString(v.Type()) || len(x)*len(y) > maxTexts {
		return nil
	}
	var joined value.Value
	for _, left := range x {
		for _, right := range y {
			if !isOneText(left) || !isOneText(right) {
				return nil
			}
			text := left[0].Copy()
			text.Const = constant.BinaryOp(left[0].Const, token.ADD, right[0].Const)
			joined = value.Join(joined, value.Of(text))
		}
	}
	return joined
}
