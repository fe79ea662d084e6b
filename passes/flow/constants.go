package flow

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// maxTexts bounds the texts that a sum of texts can be.
const maxTexts = 8

// joinedText returns what a sum of texts is, if both sides are known: "aes-" + size.
func joinedText(v *ssa.BinOp, x, y value.Value) value.Value {
	if v.Op != token.ADD || !isString(v.Type()) || len(x)*len(y) > maxTexts {
		return nil
	}
	var joined value.Value
	for _, left := range x {
		for _, right := range y {
			if !isConstant(left) || !isConstant(right) {
				return nil
			}
			text := *left[0]
			text.Const = constant.BinaryOp(left[0].Const, token.ADD, right[0].Const)
			joined = value.Join(joined, value.Of(text))
		}
	}
	return joined
}

// constantString returns the string constant that an origin is.
func constantString(o *value.Origin) (string, bool) {
	if o.Kind != cryptoapi.Constant || o.Const == nil || o.Const.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(o.Const), true
}
