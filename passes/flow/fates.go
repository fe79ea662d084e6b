package flow

import (
	"go/token"
	"slices"
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
	for _, sink := range append(slices.Clip(g.e.found), g.NamedSinks(namedRoles...)...) {
		if sink.stored == "" && descendsFrom(g.Origins(sink), source) {
			reached = append(reached, sink)
		}
	}
	return reached
}

// descendsFrom reports whether a part of a value, or what one was computed from, comes
// about at source.
func descendsFrom(v Value, source token.Pos) bool {
	for _, o := range v.Origins() {
		if o.Pos == source {
			return true
		}
		for _, part := range o.Of {
			if part.Pos == source {
				return true
			}
		}
	}
	return false
}
