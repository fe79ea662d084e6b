package uses

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// A Site identifies the code of a sink: all sinks of one call, and both sides of one comparison,
// have the same.
type Site struct{ instr ssa.Instruction }

// Site returns what identifies the code of the sink.
func (s *Sink) Site() Site { return Site{s.Instr} }

// SameOperand reports whether another sink uses the same value, as its function has it.
func (s *Sink) SameOperand(other *Sink) bool { return s.Operand == other.Operand }

// Inside returns what the function that is called at the sink uses further down, in terms of
// its own parameters, and what stands beside that. Both are empty where the sink is the use
// itself.
func (s *Sink) Inside() (used, beside value.Value) {
	if s.Use == nil {
		return nil, nil
	}
	return s.Use.Value, s.Use.Other
}

// Within returns the names of what holds the sink: the function, and the path of its package.
func (s *Sink) Within() []string {
	names := []string{s.Func().Name()}
	if s.Func().Pkg != nil {
		names = append(names, s.Func().Pkg.Pkg.Path())
	}
	return names
}

// MakesMemory reports whether an origin is memory that the function of the sink makes.
func (s *Sink) MakesMemory(o *value.Origin) bool {
	function := s.Func().Syntax()
	return !o.Nil() && function != nil && function.Pos() <= o.Pos && o.Pos < function.End()
}

// MixedInside reports whether the function that is called at the sink uses more than the
// argument itself, or only a part of it.
func (s *Sink) MixedInside() bool {
	if s.Use == nil {
		return false
	}
	v := s.Use.Value
	return len(v) != 1 || len(v[0]) != 1 || v[0][0].Path != ""
}
