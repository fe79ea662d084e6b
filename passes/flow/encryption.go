package flow

import (
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// An Encryption is what goes into one use of a nonce, in terms of the function that
// holds it: what callers pass stays open, what fields and variables hold is named
// and not looked up. So two of its values can be compared with each other.
type Encryption struct {
	Nonce Value
	Key   Value // the key, or the object that holds it
	Text  Value // the plaintext, where it is part of the same call
	Data  Value // the associated data, where it is
}

// Encryption returns what is used together with the nonce of a sink.
func (g *Graph) Encryption(s *Sink) Encryption {
	g.mu.Lock()
	defer g.mu.Unlock()
	return Encryption{Nonce: g.e.SinkValue(s), Key: g.e.SinkKey(s), Text: g.e.SinkText(s, cryptoapi.AsPlaintext), Data: g.e.SinkText(s, cryptoapi.AsAssociatedData)}
}

// Text returns what is encrypted under the nonce of a sink, with what the callers pass
// that are in sight. It is empty where that is not seen.
func (g *Graph) Text(s *Sink) Value {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.e.Resolve(g.e.CallersPass(g.e.Text(s), s.Func(), eval.MaxCallerHops))
}

// Callee returns the encryption that the function called at the sink makes, in terms of
// its own parameters. It is empty where the sink is the call of the API itself.
func (g *Graph) Callee(s *Sink) Encryption {
	if s.Use == nil {
		return Encryption{}
	}
	return Encryption{Nonce: s.Use.Value, Key: s.Use.Key}
}

// InOneCall reports whether a nonce that counts is counted by the function of the sink
// itself, which is no closure, while the key is kept in fields or variables from one call
// to the next.
func (g *Graph) InOneCall(s *Sink) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	key := g.e.SinkKey(s)
	return s.Func().Parent() == nil && key.All(func(a Alternative) bool { return a.Holds((*Origin).Stored) })
}

// RandomBytes returns how many of the first 24 bytes of the value at a sink are not
// constant, where the value is memory that this function filled in part.
func (g *Graph) RandomBytes(s *Sink) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.e.VaryingBytes(s, func(a Alternative) bool { return a.Only(cryptoapi.Constant, cryptoapi.Zero) })
}

// SameDatum reports whether two origins of one function are the same data: the
// same parameter, field or variable, or the result of the same call. In a closure, that is
// asked in the function around it.
func SameDatum(a, b *Origin) bool {
	if a.Outer != nil && b.Outer != nil {
		return SameDatum(a.Outer, b.Outer)
	}
	switch {
	case a == b:
		return true
	case a.Kind != b.Kind || a.Param != b.Param || a.Path != b.Path || a.Form != b.Form || a.Storage != b.Storage:
		return false
	case a.Open() || a.Stored():
		return true
	}
	read := a.Kind == cryptoapi.Environment || a.Kind == cryptoapi.File
	return read && value.SameSource(a, b) && a.Steps == nil && b.Steps == nil
}
