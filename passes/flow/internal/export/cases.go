package export

import (
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
)

// exportCases tells what results are in the cases that parameters decide, where the
// results are told.
func (e exporter) exportCases(t *eval.Target, results []fact.ValueFact) []fact.CaseFact {
	var told []fact.CaseFact
	for i, result := range results {
		if len(result) < 2 {
			continue // one alternative is the same in all cases
		}
		for _, c := range e.Cases(t, i, "") {
			told = append(told, fact.CaseFact{Result: i, When: c.When, Value: e.encode(e.Resolve(c.Value))})
		}
	}
	return told
}
