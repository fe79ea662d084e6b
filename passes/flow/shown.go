package flow

import "github.com/cryptolint/cryptolint/passes/cryptoapi"

// UsedAs returns a use, in one of the roles, of the same datum that is at a sink: of the
// same parameter, variable, field or result of a call, also in another spelling. Kept is the
// field that holds it: it may be that of another object. It returns nil if there is none.
func (g *Graph) UsedAs(s *Sink, roles ...cryptoapi.Role) (used *Sink, kept string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.data.UsedAs(s, roles)
}

// FieldUsedAs returns a use, in one of the roles, of a field of the struct that is at a sink,
// and the name of the field. It returns nil if there is none, and for a type that says itself
// how it is written.
func (g *Graph) FieldUsedAs(s *Sink, roles ...cryptoapi.Role) (used *Sink, field string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.data.FieldUsedAs(s, roles)
}

// NameOf is what the program calls the value at a sink: the variable or field that holds it,
// or the text by which it was asked for. It may be empty.
func (g *Graph) NameOf(s *Sink) string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.data.NameOf(s)
}

// IsPrivateKey reports whether the value at a sink is a private key of a type that a text of
// any format shows, or a spelling of one: its bytes, its seed.
func (g *Graph) IsPrivateKey(s *Sink) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.data.IsPrivateKey(s)
}

// IsRequest reports whether the value at a sink is an HTTP request or its headers: a text of
// it shows what is in the headers.
func (g *Graph) IsRequest(s *Sink) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.data.IsRequest(s)
}

// OfFailure reports whether a sink has what a call returned with an error, and runs only after
// that error: by convention, there is no value then. It is false for functions that return, with
// an error, what they have read or decoded until then.
func (g *Graph) OfFailure(s *Sink) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.data.OfFailure(s)
}
