package sequence

import (
	"go/types"
	"slices"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// FreshBytes returns how many bytes of a nonce are random, where all others stay the same
// under one key: constants, and fields of the object that holds the key, which only its maker
// writes. It is not ok where the nonce has other parts, or none of them is random.
func (e *Tracker) FreshBytes(s *uses.Sink) (count int, ok bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	parts := e.SinkValue(s)
	kept := func(o *value.Origin) bool { return e.keptWithKey(o, s) }
	if len(parts) != 1 || !parts[0].Has(cryptoapi.SecureRandom) || !slices.ContainsFunc(parts[0], kept) {
		return 0, false
	}
	random := func(o *value.Origin) bool { return o.Kind == cryptoapi.SecureRandom && !o.Stored() }
	if slices.ContainsFunc(parts[0], func(o *value.Origin) bool { return !random(o) && !kept(o) }) {
		return 0, false
	}
	return e.VaryingBytes(s, func(a value.Alternative) bool {
		return a.Only(cryptoapi.Constant, cryptoapi.Zero) || !slices.ContainsFunc(a, func(o *value.Origin) bool { return !kept(o) })
	}), true
}

// keptWithKey reports whether an origin is a field of the object that also holds the key of
// a sink, and that only the maker of the object writes.
func (e *Tracker) keptWithKey(o *value.Origin, s *uses.Sink) bool {
	if !o.Stored() || !e.setByMaker(location.Region{Storage: o.Storage}) {
		return false
	}
	_, owner := e.FieldOf(o.Storage)
	key := e.SinkKey(s)
	return len(key) > 0 && !key.Any(func(a value.Alternative) bool { return !e.heldBy(a, owner) })
}

// heldBy reports whether a key, or what it is made of, is a field of a type, which only the
// maker of the object writes.
func (e *Tracker) heldBy(key value.Alternative, owner *types.Named) bool {
	return slices.ContainsFunc(key, func(part *value.Origin) bool {
		if e.heldBy(part.Of, owner) {
			return true
		}
		if !part.Stored() || !e.setByMaker(location.Region{Storage: part.Storage}) {
			return false
		}
		_, holder := e.FieldOf(part.Storage)
		return holder == owner
	})
}
