package hardcodedkey

import (
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// constant returns the constant that a key is or is computed from, with words for it, or
// nil. Public keys, empty texts and PEM, which is told where it is written, are none.
func (c *checker) constant(sink *flow.Sink, a flow.Alternative) (o *flow.Origin, how string) {
	switch {
	case a.Only(cryptoapi.Constant, cryptoapi.Zero) && a.Has(cryptoapi.Constant):
		for _, part := range a {
			if part.Kind == cryptoapi.Constant && !harmless(part) && !part.Index {
				return part, "a constant"
			}
		}
	case len(a) == 1 && slices.Contains(computed, a[0].Kind) && len(a[0].Of) > 0 && a[0].Of.Only(cryptoapi.Constant, cryptoapi.Zero):
		for _, part := range a[0].Of {
			if part.Kind == cryptoapi.Constant && !harmless(part) {
				return a[0], "computed from a constant"
			}
		}
	}
	return nil, ""
}

// computed are the kinds of which nothing is secret if what they are made from is known.
var computed = []cryptoapi.Kind{cryptoapi.Digest, cryptoapi.KDFOutput, cryptoapi.PrivateKey}

// noSignature is the value of jwt.UnsafeAllowNoneSignatureType, which takes the place of a
// key where a token has no signature.
const noSignature = "none signing method allowed"

// harmless reports whether a constant cannot be a secret.
func harmless(o *flow.Origin) bool {
	text, ok := flow.Text(o)
	return ok && (text == "" || text == noSignature || strings.Contains(text, "PUBLIC KEY") || strings.Contains(text, "CERTIFICATE") || strings.Contains(text, "PRIVATE KEY-----") || namesSuite(text))
}

// algorithm matches the algorithms of which a protocol makes its name.
var algorithm = lazyregexp.New(`(?i)25519|448|p-?256|secp256k1|aes|chacha|poly1305|sha-?(1|224|256|384|512)|blake2|hkdf|hmac|ed25519|kyber|mlkem`)

// namesSuite reports whether a text is the name of a protocol with its algorithms, with
// which a handshake begins, such as "Noise_XX_25519_AESGCM_SHA256".
func namesSuite(text string) bool {
	return len(algorithm.FindAllString(text, 3)) >= 3
}

// named reports whether a name, or the text itself, says that a constant is a secret.
func (c *checker) named(sink *flow.Sink, o *flow.Origin) bool {
	if sink.Role == cryptoapi.AsTokenKey || sink.Role == cryptoapi.AsSecretKey {
		return true
	}
	text, _ := flow.Text(o)
	return slices.ContainsFunc(append(sink.Names(), o.Name, text), func(name string) bool { return c.graph.ReadName(name).What != "" })
}
