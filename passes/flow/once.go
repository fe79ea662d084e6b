package flow

import (
	"slices"
	"sync"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/named"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// once holds what several rules ask, in the same words, and what is therefore found out once
// for all of them. Each answer comes from a finder of its own, which is asked everything in
// the order of the source and then let go: so it does not depend on who asks, or when.
type once struct {
	pairs func() map[*Sink][]uses.Pair // of the comparisons among the sinks of the package
	named func() []*Sink               // those of NamedSinks, of all roles
}

func newOnce(e *uses.Finder) *once {
	return &once{
		pairs: sync.OnceValue(func() map[*Sink][]uses.Pair { return pairsOf(e.Fork()) }),
		named: sync.OnceValue(func() []*Sink { return named.Sinks(e.Fork(), named.Roles...) }),
	}
}

func pairsOf(e *uses.Finder) map[*Sink][]uses.Pair {
	pairs := make(map[*Sink][]uses.Pair)
	for _, s := range sinksOf(e, cryptoapi.AsCompared) {
		pairs[s] = e.Pairs(s)
	}
	return pairs
}

// pairs returns what a comparison compares, for each caller in sight.
func (g *Graph) pairs(s *Sink) []uses.Pair {
	if known, ok := g.once.pairs()[s]; ok {
		return known
	}
	return g.e.Pairs(s)
}

// sinksOf returns the sinks of the roles, except those that the sink tells which their field
// reaches.
func sinksOf(e *uses.Finder, roles ...cryptoapi.Role) []*Sink {
	var found []*Sink
	for _, sink := range e.Found {
		if slices.Contains(roles, sink.Role) && sink.Stored == "" && !e.ToldOfField(sink) {
			found = append(found, sink)
		}
	}
	return found
}
