package encryption_test

import (
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/encryption"
)

// probe reports at each nonce what it has in common with the key and the plaintext.
var probe = &analysis.Analyzer{
	Name:     "encryptions",
	Doc:      "tell what goes into one encryption",
	Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		g := flow.Of(pass)
		tests := encryption.NewTests(g)
		for _, sink := range g.Sinks(cryptoapi.AsNonce) {
			known := slices.ContainsFunc(g.Key(sink).Origins(), func(o *flow.Origin) bool { return tests.Use(sink, o) })
			pass.Reportf(sink.Pos(), "nonce: %s", answer(g, sink, known))
		}
		return nil, nil
	},
}

func answer(g *flow.Graph, sink *flow.Sink, known bool) string {
	switch {
	case encryption.AnyNonce(g, sink) && known:
		return "any, known key"
	case encryption.AnyNonce(g, sink):
		return "any"
	case encryption.FromKey(g, sink):
		return "from the key"
	case encryption.DigestOfKey(g, sink) != nil:
		return "digest of " + encryption.DigestOfKey(g, sink).Name
	case encryption.DigestOfText(g, sink) != nil:
		return "digest of text"
	case encryption.Time(g, sink) != nil:
		return "a time"
	case encryption.Restart(g, sink) != nil:
		return "starts again"
	}
	return "nothing"
}

func TestEncryption(t *testing.T) {
	ruletest.Run(t, probe, "./flow/encryption")
}
