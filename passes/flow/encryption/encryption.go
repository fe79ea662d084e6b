// Package encryption compares what goes into one encryption: the nonce with the key and the
// plaintext, and each of them with what is written in the program.
package encryption

import (
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Restart returns the counter with which the nonce of a sink starts again in each call, under
// a key that stays the same; otherwise nil. What counts on from what a field holds does not.
func Restart(g *flow.Graph, s *flow.Sink) *flow.Origin {
	if !g.InOneCall(s) {
		return nil
	}
	nonce := g.Encryption(s).Nonce
	if nonce.Any(Kept) {
		return nil
	}
	for _, way := range nonce {
		if way.Only(cryptoapi.Counter) {
			return way[0]
		}
	}
	return nil
}

// Kept reports whether a part of a nonce is what a field holds.
func Kept(nonce flow.Alternative) bool {
	return nonce.Any(func(o *flow.Origin) bool { return o.Stored() || o.Path != "" })
}

// Time returns the time that the nonce of a sink is, whatever time that is: callers pass it, or
// a field holds it. It is nil where it is something else, and where the function that is
// called there takes a time for its nonce.
func Time(g *flow.Graph, s *flow.Sink) *flow.Origin {
	isTime := func(way flow.Alternative) bool { return way.All((*flow.Origin).IsTime) }
	if g.Callee(s).Nonce.Any(isTime) {
		return nil
	}
	for _, way := range g.Encryption(s).Nonce {
		if isTime(way) {
			return way[0]
		}
	}
	return nil
}

// FromKey reports whether the function that is called at a sink takes its nonce from the
// parameter that is its key, or computes it from that alone.
func FromKey(g *flow.Graph, s *flow.Sink) bool {
	callee := g.Callee(s)
	return digestOfKey(g, callee) != nil || callee.Nonce.Any(func(way flow.Alternative) bool {
		return len(way) == 1 && way[0].Open() && is(callee.Key.Origins(), way[0])
	})
}

// DigestOfKey returns the one thing from which the nonce of a sink is computed, if the key is
// made from it, too. A digest of several things may hold a salt or a number among them, and
// so may one thing that is not a secret: the parameters of a password-based scheme.
func DigestOfKey(g *flow.Graph, s *flow.Sink) *flow.Origin { return digestOfKey(g, g.Encryption(s)) }

func digestOfKey(g *flow.Graph, e flow.Encryption) *flow.Origin {
	key := e.Key.Origins()
	for _, way := range e.Nonce {
		if len(way) != 1 || !repeats(way[0]) {
			continue
		}
		input := way[0].Of.OneVarying()
		if input != nil && (is(key, input) || g.Suggests(input.Name) && holds(key, input)) {
			return input
		}
	}
	return nil
}

// DigestOfText returns the nonce of a sink that is a digest of the plaintext and nothing else,
// or nil.
func DigestOfText(g *flow.Graph, s *flow.Sink) *flow.Origin {
	here := g.Encryption(s)
	for _, way := range here.Nonce {
		if len(way) != 1 || way[0].Kind != cryptoapi.Digest {
			continue
		}
		if input := way[0].Of.OneVarying(); input != nil && holds(here.Text.Origins(), input) {
			return way[0]
		}
	}
	return nil
}

// is reports whether an origin is the key of a cipher, and not only what the key was computed
// from.
func is(cipher flow.Alternative, wanted *flow.Origin) bool {
	return cipher.Any(func(o *flow.Origin) bool { return flow.SameDatum(o, wanted) || !repeats(o) && is(o.Of, wanted) })
}

// holds reports whether an origin is among some, or among what they were made of.
func holds(among flow.Alternative, wanted *flow.Origin) bool {
	return among.Holds(func(o *flow.Origin) bool { return flow.SameDatum(o, wanted) })
}

// repeats reports whether an origin is the same whenever its inputs are. What HKDF makes of
// one secret is meant to be a key and a first nonce.
func repeats(o *flow.Origin) bool { return o.Kind == cryptoapi.Digest || o.PasswordKDF() }
