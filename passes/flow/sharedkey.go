package flow

import (
	"slices"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// SharedWithKey returns the origin of a nonce, or of one of its alternatives, that lies in
// the same memory as the key that goes with it: a prefix of the key. The memory is that of
// the function, or of the one that puts the nonce into the field where it is found later.
// Memory that is cut in two, one part for the key and one for the nonce, is not shared.
func (g *Graph) SharedWithKey(s *Sink) *Origin {
	g.mu.Lock()
	defer g.mu.Unlock()
	key := g.e.SinkKey(s).Origins()
	if o := sharedHere(g.e, s); o != nil && key.Holds(func(part *Origin) bool { return SameDatum(part, o) }) {
		return o
	}
	for _, o := range g.e.SinkValue(s).Origins() {
		for _, stored := range g.e.Found {
			if !o.Stored() || stored.Stored != o.Storage || stored.Role != s.Role {
				continue
			}
			if shared := sharedHere(g.e, stored); shared != nil && keptBeside(g.e, stored, key) {
				return shared
			}
		}
	}
	return nil
}

// sharedHere returns the origin of the part of a nonce that lies in the memory of a key
// which the same function uses or stores.
func sharedHere(e *uses.Finder, s *Sink) *Origin {
	if s.Operand == nil {
		return nil
	}
	for _, nonce := range e.Regions(s.Operand) {
		for _, other := range keysBeside(e, s) {
			if !e.Overlaps(nonce, other.Operand) {
				continue
			}
			if v := e.Content(nonce, s.Instr); len(v) == 1 && len(v[0]) == 1 {
				return v[0][0]
			}
		}
	}
	return nil
}

// keysBeside returns the keys that the function of a sink uses or stores.
func keysBeside(e *uses.Finder, s *Sink) []*Sink {
	return slices.DeleteFunc(slices.Clone(e.Sinks(s.Func())), func(other *Sink) bool {
		return other.Role != cryptoapi.AsKey || other.Operand == nil
	})
}

// keptBeside reports whether a key that is stored where the nonce is, or put into a cipher
// there, is among what the key of a cipher is made of.
func keptBeside(e *uses.Finder, nonce *Sink, key value.Alternative) bool {
	return slices.ContainsFunc(keysBeside(e, nonce), func(stored *Sink) bool {
		return stored.Stored == "" && key.Holds((*Origin).Stored) ||
			key.Holds(func(part *Origin) bool { return part.Stored() && part.Storage == stored.Stored })
	})
}
