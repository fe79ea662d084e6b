package exposure_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/exposure"
)

var places = map[exposure.Place]string{
	exposure.Elsewhere: "elsewhere", exposure.Log: "log", exposure.Output: "output", exposure.Error: "error", exposure.Answer: "answer",
}

// probe reports what is shown, where, and what is known of it.
var probe = &analysis.Analyzer{
	Name: "exposureprobe", Doc: "tell which secrets are shown", Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		graph := flow.Of(pass)
		for _, sink := range graph.Sinks(cryptoapi.AsShown) {
			text := places[exposure.Where(graph, sink)] + ": " + describe(exposure.At(graph, sink))
			if exposure.Generated(graph, sink) {
				text += ", generated"
			}
			pass.Reportf(sink.Pos(), "%s", text)
		}
		for _, sink := range graph.Sinks(cryptoapi.AsMarshalled) {
			pass.Reportf(sink.Pos(), "in a document: %s", describe(exposure.Inside(graph, sink)))
		}
		return nil, nil
	},
}

func describe(s *exposure.Secret) string {
	if s == nil {
		return "nothing"
	}
	text := s.What
	if s.Field != "" {
		text += ", in the field " + s.Field
	}
	if as := s.As(); as != "" {
		text += ", " + as
	}
	if s.Sure {
		text += ", sure"
	}
	return text
}

func TestSecrets(t *testing.T) {
	ruletest.Run(t, probe, "./flow/exposure")
}
