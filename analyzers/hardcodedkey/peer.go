package hardcodedkey

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// peers reports public keys of peers that nothing has filled: an array that is decoded into
// a copy, memory that waits for an answer. A constant is none of these: a client may know the
// key of its server.
func (c *checker) peers() {
	for _, sink := range c.graph.Sinks(cryptoapi.AsPeerKey) {
		key := c.graph.Origins(sink)
		if len(key) == 0 || !unfilled(sink, key[0][0]) || c.maybeFilled(sink) {
			continue
		}
		c.report(sink, key[0][0], rule.Finding{
			Case: "peer", Severity: rule.High, Confidence: rule.Likely,
			Message: fmt.Sprintf("the public key of the peer for %s is never filled: it is all zero bytes", sink.Subject()),
			Why:     "an attacker can compute the shared secret without any key",
			Advice:  "copy the key of the peer into it, and pass an array to what decodes it by its address",
		}, "public key of zero bytes")
	}
}
