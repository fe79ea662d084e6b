package encryption

import (
	"go/token"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// AnyNonce reports whether no nonce can be wrong at a sink: the cipher generates its own, or
// the encryption hides nothing.
func AnyNonce(g *flow.Graph, s *flow.Sink) bool {
	own := func(o *flow.Origin) bool { return o.Kind == cryptoapi.AEAD && o.Detail == "GCM-random-nonce" }
	return g.Key(s).Origins().Any(own) || onlyTag(g, s) || knownAnswer(g, s)
}

// onlyTag reports whether an encryption only makes a tag, under a key that everybody knows or
// of nothing: protocols do it for a checksum or a mask.
func onlyTag(g *flow.Graph, s *flow.Sink) bool {
	here := g.Encryption(s)
	return isNil(here.Text) && (isNil(here.Data) || !g.Key(s).Any(secret))
}

// OfText reports whether there is a plaintext at a sink that is not nil. With the nonce of a
// peer and no plaintext, a program computes what the tag of the peer has to be.
func OfText(g *flow.Graph, s *flow.Sink) bool { return !isNil(g.Text(s)) }

func isNil(v flow.Value) bool { return len(v) == 1 && v[0].Only(cryptoapi.Zero) && v[0][0].Nil() }

// secret reports whether anything of a key or a text is not written in the program.
func secret(a flow.Alternative) bool { return !a.Written() }

// knownAnswer reports whether key and text at a sink are written in the program: a self-test
// compares the result with an answer that is known, and has nothing to hide.
func knownAnswer(g *flow.Graph, s *flow.Sink) bool {
	return knownText(g, s) && g.Key(s).All(flow.Alternative.Written)
}

func knownText(g *flow.Graph, s *flow.Sink) bool { return g.Text(s).All(flow.Alternative.Written) }

// Tests are the ciphers and keys of self-tests, by where they are: whether all that they
// encrypt is written in the program.
type Tests map[token.Pos]bool

// NewTests finds the self-tests of a package.
func NewTests(g *flow.Graph) Tests {
	tests := make(Tests)
	for _, sink := range g.Sinks(cryptoapi.AsNonce, cryptoapi.AsStreamNonce) {
		known := sink.Does(cryptoapi.Encrypt) && knownText(g, sink) // what is written and decrypted is hidden in the program
		tests.add(sink.Pos(), known)                                // where one call takes the key as well
		tests.addParts(g.Key(sink).Origins(), known)
	}
	return tests
}

func (t Tests) add(at token.Pos, known bool) {
	others, seen := t[at]
	t[at] = known && (others || !seen)
}

// addParts adds keys and what they are made of: of an AEAD its cipher, and the key.
func (t Tests) addParts(keys flow.Alternative, known bool) {
	for _, key := range keys {
		t.add(key.Pos, known)
		t.addParts(key.Of, known)
	}
}

// Use reports whether a key at a sink only serves self-tests. A constant may have no place of
// its own: then that of the cipher is in the call that makes it.
func (t Tests) Use(s *flow.Sink, key *flow.Origin) bool {
	if key.Pos.IsValid() {
		return t[key.Pos]
	}
	for at, known := range t {
		if known && s.Pos() <= at && at < s.End() {
			return true
		}
	}
	return false
}
