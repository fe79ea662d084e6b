package digest

import (
	"slices"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Derives reports whether the MAC whose key is at a sink is of a key or of what was derived
// from one: then the key of the MAC is the label of a derivation, as in the extraction of HKDF
// (RFC 5869, section 2.2), and the secret is in the message.
func Derives(g *flow.Graph, s *flow.Sink) bool {
	return s.Role == cryptoapi.AsMACKey && slices.ContainsFunc(g.Sinks(cryptoapi.AsMessage), func(message *flow.Sink) bool {
		return message.Func() == s.Func() && holdsKey(g, message)
	})
}

// secrets are the kinds of which nobody can make the message of a MAC.
var secrets = []cryptoapi.Kind{cryptoapi.SharedSecret, cryptoapi.PrivateKey, cryptoapi.KDFOutput, cryptoapi.MACTag}

// holdsKey reports whether a message is or has in it what attackers do not know: by what made
// it, by its type, or by its name.
func holdsKey(g *flow.Graph, message *flow.Sink) bool {
	key := func(name string) bool { return g.ReadName(name).What == "key" }
	return key(message.TypeName()) || g.Whole(message).Any(func(a flow.Alternative) bool {
		return a.Has(secrets...) || a.Any(func(o *flow.Origin) bool { return key(o.Name) })
	})
}
