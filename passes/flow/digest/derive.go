package digest

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Derives reports whether the MAC whose key is at a sink is of a key or of what was derived
// from one: then the key of the MAC is the label of a derivation, as in the extraction of HKDF
// (RFC 5869, section 2.2), and the secret is in the message.
func Derives(g *flow.Graph, s *flow.Sink) bool {
	if s.Role != cryptoapi.AsMACKey {
		return false
	}
	messages := written(s)
	if message := g.Beside(s, cryptoapi.AsMessage); message != nil {
		messages = append(messages, message)
	}
	return slices.ContainsFunc(messages, func(message *flow.Sink) bool { return holdsKey(g, message) })
}

// written returns what is written to the hash that the call at a sink returns, in its function.
func written(s *flow.Sink) []*flow.Sink {
	call, ok := s.Instr.(*ssa.Call)
	if !ok || call.Referrers() == nil {
		return nil
	}
	var all []*flow.Sink
	for _, user := range *call.Referrers() {
		write, ok := user.(*ssa.Call)
		if ok && write.Call.IsInvoke() && write.Call.Method.Name() == "Write" && write.Call.Value == ssa.Value(call) {
			all = append(all, &flow.Sink{Role: cryptoapi.AsMessage, Instr: write, Operand: write.Call.Args[0]})
		}
	}
	return all
}

// secrets are the kinds of which nobody can make the message of a MAC.
var secrets = []cryptoapi.Kind{cryptoapi.SharedSecret, cryptoapi.PrivateKey, cryptoapi.KDFOutput, cryptoapi.MACTag}

// holdsKey reports whether a message is or has in it what attackers do not know: by what made
// it, by its type, or by its name.
func holdsKey(g *flow.Graph, message *flow.Sink) bool {
	key := func(name string) bool { return g.ReadName(name).What == "key" }
	secret := func(o *flow.Origin) bool { return slices.Contains(secrets, o.Kind) || key(o.Name) }
	return key(message.TypeName()) || g.Whole(message).Any(func(a flow.Alternative) bool {
		return a.Any(func(o *flow.Origin) bool { return secret(o) || o.Kind == cryptoapi.Digest && o.Of.Any(secret) })
	})
}
