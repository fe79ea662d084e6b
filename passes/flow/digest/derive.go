package digest

import (
	"slices"

	"golang.org/x/tools/go/ssa"

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
	messages := written(s)
	if message := g.Beside(s, cryptoapi.AsMessage); message != nil {
		messages = append(messages, message)
	}
	secret := isKey
	if becomesKey(g, s) {
		secret, messages = isSecret, append(messages, passedBeside(s)...)
	}
	return slices.ContainsFunc(messages, func(message *flow.Sink) bool { return holdsKey(g, message, secret) })
}

func isKey(name flow.SecretName) bool    { return name.What == "key" }
func isSecret(name flow.SecretName) bool { return name.What != "" }

// becomesKey reports whether the MAC whose key is at a sink is a key itself.
func becomesKey(g *flow.Graph, s *flow.Sink) bool {
	return slices.ContainsFunc(sums(s), func(sum *flow.Sink) bool {
		use, _ := g.UsedAs(sum, cryptoapi.AsMACKey, cryptoapi.AsKey)
		return use != nil && use.Instr != s.Instr
	})
}

// passedBeside returns what a helper is passed beside the key: the message is among it.
func passedBeside(s *flow.Sink) []*flow.Sink {
	call, ok := s.Instr.(*ssa.Call)
	if !ok || !s.Through() {
		return nil
	}
	var all []*flow.Sink
	for _, argument := range call.Call.Args {
		if argument != s.Operand {
			all = append(all, &flow.Sink{Role: cryptoapi.AsMessage, Instr: call, Operand: argument})
		}
	}
	return all
}

// sums returns the MACs whose key is at a sink, in its function: what a helper returns, or what
// Sum does.
func sums(s *flow.Sink) []*flow.Sink {
	call, ok := s.Instr.(*ssa.Call)
	switch {
	case !ok:
		return nil
	case s.Through():
		return []*flow.Sink{{Role: cryptoapi.AsMessage, Instr: call, Operand: call}}
	}
	var all []*flow.Sink
	for _, sum := range methods(call, "Sum") {
		all = append(all, &flow.Sink{Role: cryptoapi.AsMessage, Instr: sum, Operand: sum})
	}
	return all
}

// written returns what is written to the hash that the call at a sink returns, in its function.
func written(s *flow.Sink) []*flow.Sink {
	call, ok := s.Instr.(*ssa.Call)
	if !ok {
		return nil
	}
	var all []*flow.Sink
	for _, write := range methods(call, "Write") {
		all = append(all, &flow.Sink{Role: cryptoapi.AsMessage, Instr: write, Operand: write.Call.Args[0]})
	}
	return all
}

// methods returns the calls of a method of the interface value that a call returns.
func methods(call *ssa.Call, name string) []*ssa.Call {
	var all []*ssa.Call
	for _, user := range *call.Referrers() {
		method, ok := user.(*ssa.Call)
		if ok && method.Call.IsInvoke() && method.Call.Method.Name() == name && method.Call.Value == ssa.Value(call) {
			all = append(all, method)
		}
	}
	return all
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
