package hardcodedkey

import (
	"go/token"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// knownAnswers returns the ciphers and keys that encrypt only what is written in the
// program, by where they are: a self-test compares the result with an answer that is
// known, and has nothing to hide.
func knownAnswers(graph *flow.Graph) map[token.Pos]bool {
	known := make(map[token.Pos]bool)
	add := func(at token.Pos, written bool) {
		others, seen := known[at]
		known[at] = written && (others || !seen)
	}
	for _, sink := range graph.Sinks(cryptoapi.AsNonce, cryptoapi.AsStreamNonce) {
		text := graph.Text(sink)
		written := encrypts(sink) && len(text) > 0 && !text.Any(func(a flow.Alternative) bool { return !a.Written() })
		add(sink.Pos(), written) // where one call takes the key as well
		for _, key := range parts(graph.Key(sink).Origins()) {
			add(key.Pos, written)
		}
	}
	return known
}

// encrypts reports whether a use of a nonce may be an encryption: what a program decrypts
// that is written in it, it hides.
func encrypts(sink *flow.Sink) bool { return sink.Does(cryptoapi.Encrypt) }

// parts returns origins and what they are made of: of an AEAD its cipher, and the key.
func parts(origins flow.Alternative) flow.Alternative {
	var all flow.Alternative
	for _, o := range origins {
		all = append(append(all, o), parts(o.Of)...)
	}
	return all
}

// knownAnswer reports whether the key of a sink only serves such a test. A constant may
// have no place of its own: then that of the cipher is in the call that makes it.
func (c *checker) knownAnswer(sink *flow.Sink, key *flow.Origin) bool {
	if key.Pos.IsValid() {
		return c.tests[key.Pos]
	}
	for at, written := range c.tests {
		if written && sink.Pos() <= at && at < sink.End() {
			return true
		}
	}
	return false
}
