package fixednonce

import (
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// needsNone reports whether the cipher draws its own nonces.
func needsNone(graph *flow.Graph, sink *flow.Sink) bool {
	return graph.Key(sink).Origins().Any(func(o *flow.Origin) bool {
		return o.Kind == cryptoapi.AEAD && o.Detail == "GCM-random-nonce"
	})
}

// encryptsNothing reports whether a call only makes a tag, under a key that everybody
// knows or of nothing: protocols do it for a checksum or a mask.
func encryptsNothing(graph *flow.Graph, sink *flow.Sink) bool {
	here := graph.Encryption(sink)
	return isNil(here.Text) && (isNil(here.Data) || !graph.Key(sink).Any(secret))
}

// knownAnswer reports whether key and text are written in the program, as the nonce is: a
// self-test has nothing to hide.
func knownAnswer(graph *flow.Graph, sink *flow.Sink) bool {
	text, key := graph.Text(sink), graph.Key(sink)
	return len(text) > 0 && !text.Any(secret) && len(key) > 0 && !key.Any(secret)
}

func isNil(v flow.Value) bool {
	return len(v) == 1 && v[0].Only(cryptoapi.Zero) && v[0][0].Detail == "nil"
}

// secret reports whether anything of a key or a text is not written in the program.
func secret(a flow.Alternative) bool { return !a.Written() }
