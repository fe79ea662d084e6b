package flow

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// OnlyAfterFailure reports whether an origin comes about only where a call that reads from
// crypto/rand has returned an error, or fewer bytes than it should have.
func (g *Graph) OnlyAfterFailure(o *Origin) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.e.OnlyAfterFailure(o)
}

// FallsBack reports whether the function that holds a sink draws from math/rand where a call
// that reads from crypto/rand has failed, or calls a function that does.
func (g *Graph) FallsBack(s *Sink) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.e.FallsBack(s)
}

// SameSource reports whether two origins come about in one evaluation of one expression: the
// same call, the same load. It is false of what comes about in other packages.
func SameSource(a, b *Origin) bool { return value.SameSource(a, b) }

// OtherReturns returns where the same result comes from at the other return statements of
// the function whose return is the sink.
func (g *Graph) OtherReturns(s *Sink) Value {
	g.mu.Lock()
	defer g.mu.Unlock()
	here, ok := s.Instr.(*ssa.Return)
	if !ok {
		return nil
	}
	i := slices.IndexFunc(here.Results, func(v ssa.Value) bool { return v == s.Operand })
	if i < 0 {
		return nil
	}
	var found Value
	for ret := range ir.Returns(s.Func()) {
		if ret != here {
			found = value.Join(found, g.e.Resolve(g.e.Origins(ret.Results[i], "", ret)))
		}
	}
	return found
}
