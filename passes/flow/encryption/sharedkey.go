package encryption

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// SharedWithKey returns the origin of a nonce, or of one of its alternatives, that lies in
// the same memory as the key that goes with it: a prefix of the key. The memory is that of
// the function, or of the one that puts the nonce into the field where it is found later.
// Memory that is cut in two, one part for the key and one for the nonce, is not shared.
func SharedWithKey(g *flow.Graph, s *flow.Sink) *flow.Origin {
	e, mu := g.Engine()
	if e == nil {
		return nil
	}
	mu.Lock()
	defer mu.Unlock()
	key := e.SinkKey(s).Origins()
	if o, _ := sharedHere(e, s); o != nil && key.Holds(func(part *flow.Origin) bool { return flow.SameDatum(part, o) }) {
		return o
	}
	for _, o := range e.SinkValue(s).Origins() {
		for _, stored := range e.Found {
			if !o.Stored() || stored.Stored != o.Storage || stored.Role != s.Role {
				continue
			}
			if shared, nonce := sharedHere(e, stored); shared != nil && keptBeside(e, stored, key) && !cutApart(e, s, nonce) {
				return shared
			}
		}
	}
	return nil
}

// sharedHere returns the origin of the part of a nonce that lies in the memory of a key
// which the same function uses or stores, and which part it is. A reader is no memory: each
// who reads from it gets other bytes.
func sharedHere(e *uses.Finder, s *flow.Sink) (*flow.Origin, location.Span) {
	if s.Operand == nil || ir.Readable(s.Operand.Type()) {
		return nil, location.Span{}
	}
	for _, nonce := range e.Regions(s.Operand) {
		for _, other := range keysBeside(e, s) {
			if !e.Overlaps(nonce, other.Operand) && !inField(e, nonce, other) && !ofText(e, nonce, other) {
				continue
			}
			if v := e.Content(nonce, s.Instr); len(v) == 1 && len(v[0]) == 1 {
				return v[0][0], nonce.Span
			}
		}
	}
	return nil, location.Span{}
}

// inField reports whether the region of a nonce is that of the field into which a key is
// stored.
func inField(e *uses.Finder, nonce location.Region, key *flow.Sink) bool {
	store, ok := key.Instr.(*ssa.Store)
	return ok && slices.ContainsFunc(e.Regions(store.Addr), func(r location.Region) bool {
		return r.Root == nonce.Root && r.Path == nonce.Path
	})
}

// ofText reports whether a nonce and a key are the bytes of one text, which each conversion
// copies.
func ofText(e *uses.Finder, nonce location.Region, key *flow.Sink) bool {
	text, ok := nonce.Root.(*ssa.Convert)
	return ok && slices.ContainsFunc(e.Regions(key.Operand), func(r location.Region) bool {
		other, also := r.Root.(*ssa.Convert)
		return also && other.X == text.X && !r.Span.Disjoint(nonce.Span)
	})
}

// cutApart reports whether the function of a cipher takes as its key a part of the memory in
// which the nonce is not.
func cutApart(e *uses.Finder, cipher *flow.Sink, nonce location.Span) bool {
	return slices.ContainsFunc(keysBeside(e, cipher), func(key *flow.Sink) bool {
		return slices.ContainsFunc(e.Regions(key.Operand), func(r location.Region) bool { return r.Span.Disjoint(nonce) })
	})
}

// keysBeside returns the keys that the function of a sink uses or stores.
func keysBeside(e *uses.Finder, s *flow.Sink) []*flow.Sink {
	return slices.DeleteFunc(slices.Clone(e.Sinks(s.Func())), func(other *flow.Sink) bool {
		return other.Role != cryptoapi.AsKey || other.Operand == nil
	})
}

// keptBeside reports whether a key that is stored where the nonce is, or put into a cipher
// there, is among what the key of a cipher is made of.
func keptBeside(e *uses.Finder, nonce *flow.Sink, key value.Alternative) bool {
	return slices.ContainsFunc(keysBeside(e, nonce), func(stored *flow.Sink) bool {
		return stored.Stored == "" && key.Holds((*flow.Origin).Stored) ||
			key.Holds(func(part *flow.Origin) bool { return part.Stored() && part.Storage == stored.Stored })
	})
}
