package eval

import (
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// MaxKeyDepth bounds what is looked up of a key: an AEAD, of a block cipher, of a key,
// of a secret.
const MaxKeyDepth = 4

// ResolveDeep is resolve for a value and what it was computed from.
func (e *Evaluator) ResolveDeep(v value.Value, depth int) value.Value {
	return e.Resolve(v).Map(func(o *value.Origin) value.Value {
		if len(o.Of) == 0 || depth == 0 {
			return nil
		}
		made := *o
		made.Of = e.ResolveDeep(value.Value{o.Of}, depth-1).Flat()
		return value.Of(made)
	})
}
