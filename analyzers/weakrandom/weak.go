package weakrandom

import (
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// hides reports whether a parameter may hold what nobody can guess: its name says so. What
// was in the memory of the sink before says nothing.
func hides(graph *flow.Graph, sink *flow.Sink, alternative flow.Alternative) bool {
	return alternative.Any(func(o *flow.Origin) bool { return o.Open() && o.Name != sink.Name && graph.Suggests(o.Name) })
}

// unpredictable are the kinds that an attacker who computes math/rand still does
// not know.
var unpredictable = []cryptoapi.Kind{
	cryptoapi.SecureRandom, cryptoapi.UUID, cryptoapi.MACTag, cryptoapi.Signature, cryptoapi.Ciphertext,
	cryptoapi.SharedSecret, cryptoapi.PrivateKey, cryptoapi.Environment, cryptoapi.File, cryptoapi.Plaintext,
}

// weakPart returns the part of a value that comes from a weak generator if
// nothing beside it is unpredictable, or nil.
func weakPart(graph *flow.Graph, alternative flow.Alternative) *flow.Origin {
	if alternative.Has(unpredictable...) {
		return nil
	}
	others := alternative.Has(cryptoapi.Unknown, cryptoapi.Network)
	for _, o := range alternative {
		switch {
		case o.Index && others:
			continue // one of several that are not in sight
		case o.Kind == cryptoapi.WeakRandom && predictable(o):
			return o
		case o.Kind == cryptoapi.Digest || o.Kind == cryptoapi.Checksum || o.Kind == cryptoapi.KDFOutput:
			if weak := weakPart(graph, o.Of); weak != nil && guessed(graph, o.Of) {
				return weak
			}
		}
	}
	return nil
}

// predictable reports whether the generator's output can be computed: that of
// ChaCha8 only if its seed can.
func predictable(weak *flow.Origin) bool {
	if weak.Detail != "ChaCha8" {
		return true
	}
	return weak.Of.All(guessable)
}

// guessable reports whether an attacker can try all that an origin may be: a time, the
// number of a process, or what is computed from them.
func guessable(o *flow.Origin) bool {
	switch o.Kind {
	case cryptoapi.Constant, cryptoapi.Zero, cryptoapi.Clock, cryptoapi.Process, cryptoapi.Counter, cryptoapi.WeakRandom:
		return true
	case cryptoapi.Digest, cryptoapi.Checksum, cryptoapi.KDFOutput:
		return o.Of.All(guessable)
	}
	return false
}

// guessed reports whether nothing of what went into a digest may be beyond guessing: what
// callers pass under a name that promises nothing is a host, a user, an address.
func guessed(graph *flow.Graph, parts flow.Alternative) bool {
	return !parts.Any(func(o *flow.Origin) bool {
		return o.Kind == cryptoapi.Unknown && (!o.Open() || o.Name == "" || graph.Suggests(o.Name))
	})
}
