package fixednonce

import (
	"slices"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// lifetime says for how many messages a key serves.
type lifetime uint8

const (
	unknown lifetime = iota // whoever calls decides
	once                    // drawn or derived for the message: any nonce will do
	many
)

// judgeKey tells for how many messages the key of a sink serves.
func judgeKey(graph *flow.Graph, sink *flow.Sink) lifetime {
	for _, o := range graph.Key(sink).Origins() {
		if o.Kind == cryptoapi.AEAD && o.Detail == "GCM-random-nonce" {
			return once // it takes no nonce
		}
	}
	key := graph.KeyMade(sink)
	if len(key) == 0 {
		return unknown
	}
	lasting := slices.DeleteFunc(slices.Clone(key), single)
	switch {
	case len(lasting) == 0:
		return once
	case lasting.Any(stored):
		return many
	}
	return unknown
}

// single reports whether a key was made for one occasion. One that is computed from
// several things is taken to be: a salt or a share of a key exchange is among them.
func single(key flow.Alternative) bool {
	return slices.ContainsFunc(key, func(o *flow.Origin) bool {
		switch o.Kind {
		case cryptoapi.SecureRandom, cryptoapi.SharedSecret, cryptoapi.MACTag:
			return true
		case cryptoapi.KDFOutput:
			return single(o.Of) || !passwordKDF[o.Detail] || !o.Of.Has(cryptoapi.Constant, cryptoapi.Zero)
		}
		return single(o.Of) || len(varying(o.Of)) > 1
	})
}

// passwordKDF are the functions that make the same key of a password again and again
// if the salt does not change. The salt of others is often empty, and the secret new.
var passwordKDF = map[string]bool{"PBKDF2": true, "scrypt": true, "Argon2id": true, "Argon2i": true}

func stored(key flow.Alternative) bool {
	return slices.ContainsFunc(key, func(o *flow.Origin) bool { return o.Stored() || o.Kind == cryptoapi.Constant || stored(o.Of) })
}
