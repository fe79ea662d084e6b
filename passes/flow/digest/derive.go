package digest

import (
	"slices"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Derives reports whether the MAC whose key is at a sink is of a key or of what was derived
// from one: then the key of the MAC is the label of a derivation, as in the extraction of HKDF
// (RFC 5869, section 2.2), and the secret is in the message. A token or a password will do where
// the MAC becomes the key of another: the secret of a Telegram bot is derived from its token.
func Derives(g *flow.Graph, s *flow.Sink) bool {
	if s.Role != cryptoapi.AsMACKey {
		return false
	}
	made := g.MadeWith(s)
	secret := isKey
	if becomesKey(g, s, made) {
		secret = isSecret
	}
	return slices.ContainsFunc(made.From, func(message *flow.Sink) bool { return holdsKey(g, message, secret) })
}

func isKey(name flow.SecretName) bool    { return name.What == "key" }
func isSecret(name flow.SecretName) bool { return name.What != "" }

// becomesKey reports whether the MAC whose key is at a sink is a key itself.
func becomesKey(g *flow.Graph, s *flow.Sink, made flow.Made) bool {
	return slices.ContainsFunc(made.Tags, func(tag *flow.Sink) bool {
		use, _ := g.UsedAs(tag, cryptoapi.AsMACKey, cryptoapi.AsKey)
		return use != nil && use.Instr != s.Instr
	})
}

// secrets are the kinds of which nobody can make the message of a MAC.
var secrets = []cryptoapi.Kind{cryptoapi.SharedSecret, cryptoapi.PrivateKey, cryptoapi.KDFOutput, cryptoapi.MACTag}

// holdsKey reports whether a message is or has in it what attackers do not know: by what made
// it, by its type, or by its name.
func holdsKey(g *flow.Graph, message *flow.Sink, named func(flow.SecretName) bool) bool {
	key := func(name string) bool { return named(g.ReadName(name)) }
	secret := func(o *flow.Origin) bool { return slices.Contains(secrets, o.Kind) || key(o.Name) }
	return key(message.TypeName()) || g.Whole(message).Any(func(a flow.Alternative) bool {
		return a.Any(func(o *flow.Origin) bool { return secret(o) || o.Kind == cryptoapi.Digest && o.Of.Any(secret) })
	})
}
