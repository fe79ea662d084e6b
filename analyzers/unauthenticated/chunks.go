package unauthenticated

import (
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/idiom"
)

// chunks reports messages whose parts are sealed one by one. A MAC or a signature may hold them
// together.
func (c *checker) chunks() {
	if len(c.graph.Sinks(cryptoapi.AsMACKey, cryptoapi.AsDigest)) > 0 {
		return
	}
	matcher := idiom.New(c.graph)
	for _, sink := range c.graph.Sinks(cryptoapi.AsPlaintext) {
		if !sink.Does(cryptoapi.Authenticate) {
			continue
		}
		for _, part := range matcher.Unordered(sink) {
			subject := sink.API
			if part.Caller {
				subject += ", called by " + sink.Func().Name() + ","
			}
			c.Report(unordered.Naming(subject).At(part.Node))
		}
	}
}
