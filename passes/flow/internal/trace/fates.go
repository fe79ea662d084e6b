package trace

import (
	"go/token"

	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// DescendsFrom reports whether a part of a value, or what one was computed from, comes
// about at source.
func DescendsFrom(v value.Value, source token.Pos) bool {
	for _, o := range v.Origins() {
		if o.Pos == source {
			return true
		}
		for _, part := range o.Of {
			if part.Pos == source {
				return true
			}
		}
	}
	return false
}
