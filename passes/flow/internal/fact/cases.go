package fact

import (
	"go/token"

	"github.com/cryptolint/cryptolint/passes/flow/internal/condition"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// ResultCase is what a function returns if its parameters pass the guards.
type ResultCase struct {
	Index int
	When  []condition.GuardFact
	Value value.Value
}

func decodeCases(told []CaseFact, pkg string) []ResultCase {
	var cases []ResultCase
	for _, c := range told {
		v := DecodeValue(c.Value, pkg)
		if len(v) == 0 {
			v = value.Unknown("", token.NoPos)
		}
		cases = append(cases, ResultCase{Index: c.Result, When: c.When, Value: v})
	}
	return cases
}
