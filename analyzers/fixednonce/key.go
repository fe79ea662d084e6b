package fixednonce

import (
	"slices"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// keyServesOnce reports whether the key of a sink encrypts one message, so that any nonce
// will do, or needs none.
func keyServesOnce(graph *flow.Graph, sink *flow.Sink) bool {
	for _, o := range graph.Key(sink).Origins() {
		if o.Kind == cryptoapi.AEAD && o.Detail == "GCM-random-nonce" {
			return true // it draws its own nonces
		}
	}
	return fresh(graph.KeyMade(sink), single) || fresh(graph.Key(sink), agreed)
}

// keyUnknown reports whether a key is computed by code that cannot be seen: a key
// service that makes a key for each message, a hash of an exchange. Then zero bytes may
// be what the protocol wants.
func keyUnknown(graph *flow.Graph, sink *flow.Sink) bool {
	key := graph.Key(sink)
	return len(key) > 0 && !slices.ContainsFunc(key, func(a flow.Alternative) bool { return !silent(a) })
}

// fresh reports whether a key is made for the occasion in every alternative of which
// something is known.
func fresh(key flow.Value, made func(flow.Alternative) bool) bool {
	known := slices.DeleteFunc(slices.Clone(key), silent)
	return len(known) > 0 && !slices.ContainsFunc(known, func(a flow.Alternative) bool { return !made(a) })
}

// silent reports whether nothing is known of a key, or the alternative is none at all.
func silent(key flow.Alternative) bool {
	return !slices.ContainsFunc(key, func(o *flow.Origin) bool {
		switch {
		case o.Open() || o.Captured() || o.Stored():
			return true
		case o.Kind == cryptoapi.Unknown || o.Detail == "nil":
			return false
		}
		return len(o.Of) == 0 || !silent(o.Of)
	})
}

// single reports whether a key is drawn or agreed on for one message. What lies in a
// field or variable has not been looked up.
func single(key flow.Alternative) bool {
	return slices.ContainsFunc(key, func(o *flow.Origin) bool {
		return o.Kind == cryptoapi.SecureRandom || single(o.Of)
	}) || agreed(key)
}

// agreed reports whether a key comes out of a key exchange or a derivation. One that is
// computed from several things does: a salt or a share of the peer is among them.
func agreed(key flow.Alternative) bool {
	return slices.ContainsFunc(key, func(o *flow.Origin) bool {
		switch o.Kind {
		case cryptoapi.SharedSecret, cryptoapi.MACTag:
			return true
		case cryptoapi.KDFOutput:
			return agreed(o.Of) || !passwordKDF[o.Detail] || !o.Of.Has(cryptoapi.Constant, cryptoapi.Zero)
		}
		return agreed(o.Of) || len(varying(o.Of)) > 1
	})
}

// passwordKDF are the functions that make the same key of a password again and again
// if the salt does not change. The salt of others is often empty, and the secret new.
var passwordKDF = map[string]bool{"PBKDF2": true, "scrypt": true, "Argon2id": true, "Argon2i": true}

// encryptsNothing reports whether a call only makes a tag, under a key that everybody
// knows or of nothing: protocols do it for a checksum or a mask.
func encryptsNothing(graph *flow.Graph, sink *flow.Sink) bool {
	here := graph.Encryption(sink)
	return isNil(here.Text) && (isNil(here.Data) || !graph.Key(sink).Any(secret))
}

func isNil(v flow.Value) bool {
	return len(v) == 1 && v[0].Only(cryptoapi.Zero) && v[0][0].Detail == "nil"
}

// secret reports whether a key is made of anything but what is written in the program.
func secret(key flow.Alternative) bool {
	return slices.ContainsFunc(key, func(o *flow.Origin) bool {
		if len(o.Of) > 0 {
			return secret(o.Of)
		}
		return o.Kind != cryptoapi.Constant && o.Kind != cryptoapi.Zero
	})
}
