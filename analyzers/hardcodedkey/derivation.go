package hardcodedkey

import (
	"slices"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// derives reports whether the MAC under a constant key, which a function computes, is of a
// key or of what was derived from one: then the constant is the label of a derivation, as
// in the extraction of HKDF (RFC 5869, section 2.2), and the secret is in the message.
func (c *checker) derives(sink *flow.Sink) bool {
	return sink.Role == cryptoapi.AsMACKey && slices.ContainsFunc(c.graph.Sinks(cryptoapi.AsMessage), func(message *flow.Sink) bool {
		return message.Func() == sink.Func() && c.holdsKey(message)
	})
}

// secrets are the kinds of which nobody can make the message of a MAC.
var secrets = []cryptoapi.Kind{cryptoapi.SharedSecret, cryptoapi.PrivateKey, cryptoapi.KDFOutput, cryptoapi.MACTag}

// holdsKey reports whether a message is or has in it what attackers do not know: by what made
// it, by its type, or by its name.
func (c *checker) holdsKey(message *flow.Sink) bool {
	if c.graph.ReadName(message.TypeName()).What == "key" {
		return true
	}
	return c.graph.Whole(message).Any(func(a flow.Alternative) bool {
		return a.Has(secrets...) || slices.ContainsFunc(a, func(o *flow.Origin) bool { return c.graph.ReadName(o.Name).What == "key" })
	})
}
