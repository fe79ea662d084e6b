package flow

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// SiblingField returns what the function of a sink stores in another field of the struct
// to whose field the sink stores: the name of a cookie beside its value. It is
// empty if the function does not say.
func (g *Graph) SiblingField(s *Sink, field string) Value {
	g.mu.Lock()
	defer g.mu.Unlock()
	store, ok := s.Instr.(*ssa.Store)
	if !ok {
		return nil
	}
	address, ok := store.Addr.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	var found value.Value
	for _, r := range g.e.regions(address.X) {
		for _, ev := range g.e.historyOf(r.root, s.Func()).ordered {
			if ev.kind == overwrites && ev.path == r.path+"."+field {
				found = value.Join(found, ev.content(g.e.evaluator, "", s.Instr))
			}
		}
	}
	return g.e.resolve(found)
}

// Text returns the string constant that an origin is.
func Text(o *Origin) (string, bool) {
	if o.Kind != cryptoapi.Constant {
		return "", false
	}
	return constantString(o)
}
