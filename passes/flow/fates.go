package flow

import (
	"go/token"
	"slices"

	"github.com/cryptolint/cryptolint/passes/flow/internal/trace"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// Fates returns the sinks that the value made at source reaches: the API calls that
// use it, the comparisons, and the fields, results and variables whose names suggest
// a role. The source is the position of an origin: Origin.Pos.
//
// It is the inverse of Origins, and sees what Origins sees.
func (g *Graph) Fates(source token.Pos) []*Sink {
	if g.e == nil {
		return nil
	}
	var reached []*Sink
	for _, sink := range append(slices.Clip(g.e.Found), g.NamedSinks(uses.NamedRoles...)...) {
		if sink.Stored == "" && trace.DescendsFrom(g.Origins(sink), source) {
			reached = append(reached, sink)
		}
	}
	return reached
}
