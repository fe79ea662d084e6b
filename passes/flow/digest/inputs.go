package digest

import (
	"slices"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Only returns the digest that a value is, and nothing else, or nil. What is written in the
// program beside it stands beside an error.
func Only(v flow.Value) *flow.Origin {
	var digest *flow.Origin
	for _, a := range v {
		switch {
		case a.Only(cryptoapi.Constant, cryptoapi.Zero):
		case len(a) == 1 && a[0].Kind == cryptoapi.Digest && a[0].Detail != "":
			digest = a[0]
		default:
			return nil
		}
	}
	return digest
}

// Unguessed reports whether nobody sends guesses of what a key derivation made that is compared:
// it is a nonce, or it was made of a password that is written in the program, as where a migration
// looks for users who have the empty one.
func Unguessed(g *flow.Graph, compared *flow.Sink) bool {
	return inNonce(g, compared) || ofConstant(g, compared)
}

// ofConstant reports whether what was derived is named as a secret where it is compared, and all
// callers pass a constant for that.
func ofConstant(g *flow.Graph, compared *flow.Sink) bool {
	secret := func(v flow.Value) bool {
		return v.Any(func(a flow.Alternative) bool {
			made := a.Part(cryptoapi.KDFOutput)
			return made != nil && SecretIn(g, made.Of) != nil
		})
	}
	return secret(g.Whole(compared)) && !secret(g.Passed(compared))
}

// inNonce reports whether one side of a comparison is the nonce of an encryption: those who see
// the message see it, whatever it was derived from. A synthetic nonce, which is a MAC of the
// message, is a secret nevertheless.
func inNonce(g *flow.Graph, compared *flow.Sink) bool {
	nonce := func(side flow.Side) bool {
		return side.UsedAs(cryptoapi.AsNonce, cryptoapi.AsOpenNonce, cryptoapi.AsStreamNonce) != nil
	}
	return slices.ContainsFunc(g.Comparisons(compared), func(c flow.Comparison) bool { return nonce(c.Mine) || nonce(c.Theirs) })
}

// OfOneRecord reports whether what a digest is compared with is a field of the record that holds
// what was hashed, as the certificate and its thumbprint in a JWK: whoever made the one made the
// other.
func OfOneRecord(digest *flow.Origin, other flow.Side) bool {
	hashed := digest.Of.OneVarying()
	return hashed != nil && hashed.Path != "" && other.Value.Origins().Any(func(o *flow.Origin) bool {
		return o.Path != "" && o.Pos == hashed.Pos
	})
}

// Token returns what a name calls a value that lets its bearer in: its own name, or that of a
// variable or field that holds it. It is empty where no name surely says so.
func Token(g *flow.Graph, o *flow.Origin) string {
	names := []string{o.Name}
	for _, sink := range g.Fates(o) {
		if sink.Named && sink.Role == cryptoapi.AsToken {
			names = append(names, sink.Name)
		}
	}
	for _, name := range names {
		if read := g.ReadName(name); read.What == "token" && read.Sure {
			return read.Noun
		}
	}
	return ""
}

// KeyWith returns what the code calls a key that was hashed together with something else that is
// not written in the program, as a MAC is made, or "".
func KeyWith(g *flow.Graph, of flow.Alternative) string {
	key, others := "", false
	for _, o := range of {
		switch name := g.ReadName(o.Name); {
		case key == "" && (name.What == "key" || name.What == "token" && name.Sure):
			key = o.Name
		case o.Kind != cryptoapi.Constant && o.Kind != cryptoapi.Zero:
			others = true
		}
	}
	if !others {
		return ""
	}
	return key
}

// Hashed returns the first origin that is wanted among what a value is on its ways, as it is, or
// hashed with nothing else. It is nil if there is none.
func Hashed(v flow.Value, wanted func(*flow.Origin) bool) *flow.Origin {
	for _, a := range v {
		if len(a) != 1 {
			continue
		}
		o := a[0]
		if o.Kind == cryptoapi.Digest && len(o.Of) == 1 {
			o = o.Of[0]
		}
		if wanted(o) {
			return o
		}
	}
	return nil
}

// Carried returns the part of a message that a value is, where a digest is computed from another
// part of the same message, or nil: the message proves something by the digest.
func Carried(of flow.Alternative, given flow.Value) *flow.Origin {
	for _, part := range given.Origins() {
		if part.Open() && part.Path != "" && of.Any(func(o *flow.Origin) bool {
			return o.Open() && o.Param == part.Param && o.Path != "" && o.Path != part.Path
		}) {
			return part
		}
	}
	return nil
}
