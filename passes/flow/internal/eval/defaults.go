package eval

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/origin"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Source returns what a row of the table says that a value is. It is nil if the row
// says nothing.
func (e *Evaluator) Source(s cryptoapi.Source, t *Target, call ssa.CallInstruction) value.Value {
	made := e.madeOf(s, t, call)
	for _, argument := range s.Or {
		if operand := t.Operand(argument); operand != nil {
			made = value.Join(made, e.instead(s, operand, call))
		}
	}
	return made
}

// instead returns what an argument makes a value that is not set: a default or a
// fallback. An empty one says that there is none.
func (e *Evaluator) instead(s cryptoapi.Source, operand ssa.Value, call ssa.CallInstruction) value.Value {
	path := ""
	if ir.IsList(operand.Type()) {
		path = location.AnyElement
	}
	return value.NonEmpty(e.Origins(operand, path, call)).Map(func(o *value.Origin) value.Value {
		if o.Kind != cryptoapi.Constant {
			return nil
		}
		kept := o.Copy()
		if s.Kind == cryptoapi.Environment {
			kept.Detail = origin.DefaultDetail
		}
		if !kept.Pos.IsValid() {
			kept.Pos = call.Pos()
		}
		return value.Of(kept)
	})
}
