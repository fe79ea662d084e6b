package flow

import (
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/lexicon"
)

// Whole returns where the value at a sink comes from, like Origins, and leaves in
// what callers pass. The names of parameters are in it.
func (g *Graph) Whole(s *Sink) Value {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.e.Resolve(g.e.SinkValue(s))
}

// Passed returns where the value at a sink comes from, with what the callers pass
// that are in sight.
func (g *Graph) Passed(s *Sink) Value {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.e.Resolve(g.e.CallersPass(g.e.SinkValue(s), s.Func(), eval.MaxCallerHops))
}

// SecretName is what a name says of a value that is compared.
type SecretName struct {
	What string // "token", "password", "one-time code", "key"; empty: no secret
	Noun string // what a message calls it: "session id", "API key"
	Sure bool   // false: the word has other meanings, too, such as the token of a lexer
}

// ReadName reads a name as that of a secret.
func (g *Graph) ReadName(name string) SecretName {
	names := g.names()
	class := names.Classify(name)
	switch class {
	case lexicon.Nothing, lexicon.Nonce, lexicon.Salt:
		return SecretName{}
	}
	return SecretName{What: class.String(), Noun: names.Noun(name), Sure: !names.Ambiguous(name)}
}

// Repeats reports whether a name says that the value repeats another of the same
// person, or is what another was before: confirmPassword, oldToken.
func Repeats(name string) bool { return lexicon.Confirms(name) }
