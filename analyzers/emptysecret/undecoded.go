package emptysecret

import (
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// undecoded reports comparisons of two decoded values, of which both are empty where their
// texts cannot be decoded, and others choose both texts.
func undecoded(pass *rule.Pass, graph *flow.Graph) {
	for _, sink := range graph.Sinks(cryptoapi.AsComparedConstantTime) {
		mine, theirs := outside(graph.Whole(sink)), outside(graph.Other(sink))
		if mine == nil || theirs == nil || !graph.BothUndecoded(sink) {
			continue
		}
		f := bothEmpty.Naming(sink.API).At(sink).Along(flow.Path(theirs, "text"))
		if graph.Suggests(mine.Name) || graph.Suggests(theirs.Name) || mine.Kind == cryptoapi.Network && theirs.Kind == cryptoapi.Network {
			f.Confidence = rule.Likely
		}
		pass.ReportFirst(f)
	}
}

// outside returns the text of others that a value was decoded from: of a peer, or of callers
// out of sight.
func outside(v flow.Value) *flow.Origin {
	for _, o := range v.Origins() {
		if (o.Spelled == cryptoapi.Decoded || o.Spelled == cryptoapi.Unchecked) && (o.Kind == cryptoapi.Network || o.Open()) {
			return o
		}
	}
	return nil
}
