package fact

import (
	"slices"

	"github.com/cryptolint/cryptolint/passes/flow/internal/condition"
)

func SameUse(a, b Use) bool {
	return a.Same(b) && slices.EqualFunc(a.When, b.When, func(g, h condition.GuardFact) bool { return g.Same(&h) })
}
