package flow

import (
	"fmt"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// A use is known by its row, whatever its package is called: also where the row is that
// of a model, and where the use is further down.
func TestUsesAreKnownByTheirRows(t *testing.T) {
	graphs := analyzerWith(t, []string{"example.test/flow/models/dsa.Sign  1=digest"})
	probe := &analysis.Analyzer{
		Name: "rowprobe", Doc: "tell the rows of what signs", Requires: []*analysis.Analyzer{graphs},
		Run: func(pass *analysis.Pass) (any, error) {
			graph := pass.ResultOf[graphs].(*Graph)
			for _, sink := range graph.Sinks(cryptoapi.AsDigest) {
				if len(graph.Origins(sink)) == 0 {
					continue // it is the callers' digest
				}
				text := fmt.Sprintf("digest: %s is %s", sink.API, sink.Symbol)
				if sink.Does(cryptoapi.Sign) {
					text += ", signs"
				}
				if standard := sink.Of("crypto/dsa"); standard != sink.Is("crypto/dsa.Sign") {
					t.Errorf("%s: Of and Is disagree", sink.Symbol)
				}
				pass.Reportf(sink.Pos(), "%s", text)
			}
			return nil, nil
		},
	}
	ruletest.Run(t, probe, "./flow/identity")
}
