package value

import (
	"fmt"
	"go/token"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// Remainder is where the remainder was taken after which a random number is no longer
// uniform, if that is in this package.
func (o *Origin) Remainder() token.Pos {
	for step := o.Steps; step != nil; step = step.Before {
		if step.Kind == Divided {
			return step.Pos
		}
	}
	return token.NoPos
}

func remainder(n int) string {
	if n == 0 {
		return "only its remainder is used"
	}
	return fmt.Sprintf("only its remainder %% %d is used", n)
}

// Reduced returns the value after a remainder % n that leaves random numbers uneven, where
// n is a number or, if that is 0, the length of a parameter. With neither it is the value as
// it was. What is reduced once stays marked with the first n.
func Reduced(v Value, n, param int, at token.Pos) Value {
	if n == 0 && param == 0 {
		return v
	}
	return v.Map(func(o *Origin) Value {
		if o.Modulo != 0 || o.ModuloParam != 0 || o.Kind != cryptoapi.SecureRandom && !o.Open() && !o.Captured() && !o.Stored() {
			return nil
		}
		reduced := o.Copy()
		reduced.Modulo, reduced.ModuloParam = n, param
		if at.IsValid() {
			reduced.Steps = o.Steps.Then(Step{Kind: Divided, Pos: at, Text: remainder(n)})
		}
		if o.Outer != nil {
			outer := o.Outer.Copy()
			outer.Modulo, outer.ModuloParam = n, 0
			reduced.Outer = &outer
		}
		return Of(reduced)
	})
}
