package flow

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/named"
	"github.com/cryptolint/cryptolint/passes/flow/internal/trace"
)

// Fates returns the sinks that a value reaches from its source on: the API calls that
// use it, the comparisons, and the fields, results and variables whose names suggest
// a role.
//
// It is the inverse of Origins, and sees what Origins sees.
func (g *Graph) Fates(source *Origin) []*Sink {
	if g.e == nil {
		return nil
	}
	var reached []*Sink
	for _, sink := range append(slices.Clip(g.e.Found), g.NamedSinks(named.Roles...)...) {
		if sink.Stored == "" && trace.DescendsFrom(g.Origins(sink), source) {
			reached = append(reached, sink)
		}
	}
	return reached
}

// LookedFor reports whether the function that holds a sink compares its value or looks
// for it in a map, or keeps it as the key of one: then somebody else must not guess it.
func (g *Graph) LookedFor(s *Sink) bool {
	if s.Operand == nil || s.Operand.Referrers() == nil {
		return false
	}
	for _, user := range *s.Operand.Referrers() {
		switch user := user.(type) {
		case *ssa.MapUpdate:
			if user.Key == s.Operand {
				return true
			}
		case *ssa.Lookup:
			if user.Index == s.Operand {
				return true
			}
		case *ssa.BinOp:
			if user.Op == token.EQL || user.Op == token.NEQ {
				return true
			}
		}
	}
	return false
}
