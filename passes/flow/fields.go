package flow

import (
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// anyElement is a path that selects the elements of a slice or array one by one:
// each is an alternative, where the content of a slice is the mix of them.
const anyElement = ".[*]"

// hashField is the path of the hash in signature and OAEP options.
const hashField = ".Hash"

// Field returns where a field comes from of the struct that is used at a sink: the
// Hash of options. Where an interface takes a struct or a plain value, as
// crypto.SignerOpts takes a crypto.Hash, it is the plain value. What callers pass
// is left out.
func (g *Graph) Field(s *Sink, name string) Value {
	g.mu.Lock()
	defer g.mu.Unlock()
	return closed(g.e.resolve(g.e.sinkBelow(s, "."+name)))
}

// Elements returns the elements of the list that is used at a sink, each as an
// alternative whose first step is the place where the list got it. What callers
// pass is left out.
func (g *Graph) Elements(s *Sink) Value {
	g.mu.Lock()
	defer g.mu.Unlock()
	return closed(g.e.resolve(g.e.sinkBelow(s, anyElement)))
}

// sinkBelow is sinkValue for what a path selects.
func (e *finder) sinkBelow(s *Sink, path string) value.Value {
	if s.use == nil {
		return e.origins(s.Operand, path, s.Instr)
	}
	below := s.use.Value.Map(func(o *value.Origin) value.Value {
		if !o.Open() || o.Form != "" {
			return nil
		}
		field := *o
		field.Path += path
		field.Storage = ""
		return value.Of(field)
	})
	return e.instantiate(below, s.target, s.call).Then(s.Pos(), "passed to "+s.target.name())
}

// CalleeOther returns what the function that is called at a sink puts beside the
// value by itself, whoever calls it. It is empty where the sink is the use itself.
func (g *Graph) CalleeOther(s *Sink) Value {
	if s.use == nil {
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	return closed(g.e.resolve(s.use.Other))
}

// toldOfField reports whether a call leads to the use of a field whose content is
// told elsewhere: where its own package uses it, or where this one sets it.
func (e *finder) toldOfField(s *Sink) bool {
	if s.use == nil {
		return false
	}
	for _, o := range s.use.Value.Origins() {
		if !o.Open() {
			continue
		}
		if !o.Stored() {
			return false
		}
		told := e.storageFact(o.Storage)
		if (told == nil || len(told.Uses) == 0) && len(closed(e.storedIn(o.Storage))) == 0 {
			return false
		}
	}
	return true
}

// Beside returns the sink of another role in the same call, or nil.
func (g *Graph) Beside(s *Sink, role cryptoapi.Role) *Sink {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.e.beside(s, role)
}
