package password

import (
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// derived reports key derivations: whether guesses have to be slowed down, and what is used
// beside the iterations.
var derived = &analysis.Analyzer{
	Name: "kdfprobe", Doc: "tell how keys are derived", Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		graph := flow.Of(pass)
		for _, sink := range graph.Sinks(cryptoapi.AsIterations) {
			text := "needs work"
			if NeedsNoWork(graph, sink) {
				text = "needs no work"
			}
			for _, o := range graph.Hash(sink).Origins() {
				text += ", with " + o.Detail
			}
			if graph.WholeBeside(sink, cryptoapi.AsSalt).Has(cryptoapi.SecureRandom) {
				text += " and a random salt"
			}
			pass.Reportf(sink.Pos(), "%s.", text)
		}
		return nil, nil
	},
}

func TestDerived(t *testing.T) {
	ruletest.Run(t, derived, "./flow/kdf")
}
