package uses

import (
	"github.com/cryptolint/cryptolint/passes/flow/internal/scope"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// hashField is the path of the hash in signature and OAEP options.
const hashField = ".Hash"

// SinkBelow is sinkValue for what a path selects.
func (e *Finder) SinkBelow(s *Sink, path string) value.Value {
	if s.Use == nil {
		return e.Origins(s.Operand, path, s.Instr)
	}
	below := s.Use.Value.Map(func(o *value.Origin) value.Value {
		if !o.Open() || o.Form != "" {
			return nil
		}
		field := *o
		field.Path += path
		field.Storage = ""
		return value.Of(field)
	})
	return e.Instantiate(below, s.Target, s.Call).Then(s.Pos(), "passed to "+s.Target.Name())
}

// ToldOfField reports whether a call leads to the use of a field whose content is
// told elsewhere: where its own package uses it, or where this one sets it.
func (e *Finder) ToldOfField(s *Sink) bool {
	if s.Use == nil {
		return false
	}
	for _, o := range s.Use.Value.Origins() {
		if !o.Open() {
			continue
		}
		if !o.Stored() {
			return false
		}
		told := e.StorageFact(o.Storage)
		if (told == nil || len(told.Uses) == 0) && len(scope.Closed(e.StoredIn(o.Storage))) == 0 {
			return false
		}
	}
	return true
}
