package flow

import (
	"slices"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// maxInside bounds the calls down to the function that uses a value.
const maxInside = 5

// MadeInside reports whether the function that is called at a sink makes what it uses, an origin
// of the value there, itself or by the functions that it calls, or another package both makes and
// uses it. One that is passed what uses the value does not know.
func (g *Graph) MadeInside(s *Sink, made *Origin) bool {
	return s.Beyond(g.e.Pass.Pkg) && !made.Pos.IsValid() || madeInside(s, made.Kind, g.Sinks(s.Role), maxInside)
}

func madeInside(s *Sink, kind cryptoapi.Kind, sinks []*Sink, depth int) bool {
	used, _ := s.Inside()
	if depth == 0 || !used.Any(func(a Alternative) bool { return a.Has(kind) }) {
		return false
	}
	return slices.ContainsFunc(sinks, func(inner *Sink) bool {
		return inner.Func().Object() == s.Target.Object && (!inner.Through() || madeInside(inner, kind, sinks, depth-1))
	})
}
