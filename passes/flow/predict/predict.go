// Package predict finds what an attacker can predict of a value, and the places where one
// value that can be predicted shows.
package predict

import (
	"cmp"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// WeakRandom returns the part of a value that comes from a weak generator, such as
// math/rand, where nothing beside it is unpredictable; otherwise nil. What an API out of
// sight or a peer put beside it may be predictable.
func WeakRandom(g *flow.Graph, a flow.Alternative) *flow.Origin {
	if a.Has(unpredictable...) {
		return nil
	}
	maybeSecret := func(o *flow.Origin) bool {
		return o.Kind == cryptoapi.Unknown && (!o.Open() || o.Name == "" || g.Suggests(o.Name)) // or it is a host, a user, an address
	}
	others := a.Has(cryptoapi.Unknown, cryptoapi.Network)
	for _, o := range a {
		switch {
		case o.Index && others:
			continue // one of several that are not in sight
		case o.Kind == cryptoapi.WeakRandom && (o.Detail != "ChaCha8" || o.Of.All(guessable)):
			return o // ChaCha8 is only as weak as its seed
		case o.Kind == cryptoapi.Digest || o.Kind == cryptoapi.Checksum || o.Kind == cryptoapi.KDFOutput:
			if weak := WeakRandom(g, o.Of); weak != nil && !o.Of.Any(maybeSecret) {
				return weak
			}
		}
	}
	return nil
}

// unpredictable are the kinds that an attacker who computes math/rand still does not know.
var unpredictable = []cryptoapi.Kind{
	cryptoapi.SecureRandom, cryptoapi.UUID, cryptoapi.MACTag, cryptoapi.Signature, cryptoapi.Ciphertext,
	cryptoapi.SharedSecret, cryptoapi.PrivateKey, cryptoapi.Environment, cryptoapi.File, cryptoapi.Plaintext,
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

// Fallback returns the number of math/rand that a text or bytes are made of only where a call
// that reads from crypto/rand has returned an error, or fewer bytes than it should have;
// otherwise nil.
func Fallback(g *flow.Graph, s *flow.Sink) *flow.Origin {
	if !s.Spells() || !g.FallsBack(s) {
		return nil
	}
	made := g.Origins(s)
	if !made.Has(cryptoapi.SecureRandom) && !g.OtherReturns(s).Has(cryptoapi.SecureRandom) {
		return nil
	}
	for _, a := range made {
		if weak := WeakRandom(g, a); weak != nil && !(weak.Index && s.PicksText()) && g.OnlyAfterFailure(weak) {
			return weak
		}
	}
	return nil
}

// Source returns the part of a value that says how it is predicted: a time, a counter,
// the process, an identifier made of them, or a digest of them or of what a person is known
// by. It is nil where an attacker has to guess something beside it.
func Source(a flow.Alternative) *flow.Origin {
	var found *flow.Origin
	for _, o := range a {
		switch {
		case o.Kind == cryptoapi.Counter && o.Index:
			return nil // one of several in turn
		case o.Kind == cryptoapi.Counter && o.Detail == "":
			// what it was before
		case o.Kind == cryptoapi.Clock || o.Kind == cryptoapi.Process || o.Kind == cryptoapi.Counter:
			found = cmp.Or(found, o)
		case o.Kind == cryptoapi.Digest || o.Kind == cryptoapi.Checksum:
			if Source(o.Of) == nil && Label(o.Of) == nil {
				return nil
			}
			found = o
		case !fixed(o) && !o.IsTime() && !isLabel(o):
			return nil
		}
	}
	return found
}

// Label returns the part of a value that a person is known by, such as a user or an address,
// where the rest is fixed in the program; otherwise nil. What its name does not say is not known.
func Label(a flow.Alternative) *flow.Origin {
	var found *flow.Origin
	for _, o := range a {
		switch {
		case isLabel(o):
			found = cmp.Or(found, o)
		case !fixed(o):
			return nil
		}
	}
	return found
}

func fixed(o *flow.Origin) bool { return o.Kind == cryptoapi.Constant || o.Kind == cryptoapi.Zero }

func isLabel(o *flow.Origin) bool {
	outside := o.Open() || o.Kind == cryptoapi.Unknown || o.Kind == cryptoapi.Network
	return outside && o.Detail == "" && len(o.Of) == 0 && flow.SuggestsLabel(o.Name)
}
