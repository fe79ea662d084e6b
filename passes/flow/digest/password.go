package digest

import (
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// OfPassword returns the digest of a password that a value is, and the password. It is nil for
// a hash that is repeated in a loop, and where it may be one of several.
func OfPassword(g *flow.Graph, v flow.Value) (made, password *flow.Origin) {
	for _, way := range v {
		digest := way.Part(cryptoapi.Digest)
		if digest == nil || digest.Detail == "" || answersChallenge(way) {
			continue
		}
		if digest.Of.Has(cryptoapi.Digest) && len(v) > 1 || made != nil && made.Detail != digest.Detail {
			return nil, nil
		}
		if found := PasswordIn(g, digest.Of); found != nil && made == nil {
			made, password = digest, found
		}
	}
	return made, password
}

// answersChallenge reports whether digests are mixed into one value: what a server stores is
// one digest, and the answer to its challenge is two, XORed.
func answersChallenge(way flow.Alternative) bool {
	digests := 0
	for _, o := range way {
		if o.Kind == cryptoapi.Digest {
			digests++
		}
	}
	return digests > 1
}

// PasswordIn returns the password among what a digest was made of, by the names, or nil. One
// that is random is none: nobody can guess it, however fast.
func PasswordIn(g *flow.Graph, of flow.Alternative) *flow.Origin {
	return passwordIn(g, of, maxDigests)
}

func passwordIn(g *flow.Graph, of flow.Alternative, depth int) *flow.Origin {
	for _, o := range of {
		name := g.ReadName(o.Name)
		random := o.Kind == cryptoapi.SecureRandom || o.Kind == cryptoapi.UUID || o.Kind == cryptoapi.Constant
		if !random && (name.What == "password" && name.Sure || flow.SuggestsPassword(o.Name)) {
			return o
		}
		if o.Kind != cryptoapi.Digest || depth == 0 {
			continue
		}
		if inner := passwordIn(g, o.Of, depth-1); inner != nil {
			return inner
		}
	}
	return nil
}
