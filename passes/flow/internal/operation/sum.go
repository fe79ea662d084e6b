package operation

import (
	"go/token"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Sum turns a hash.Hash and what was written to it into their output. Passed tells
// which open part is a hash.Hash that a caller passes.
func Sum(alternative value.Alternative, pos token.Pos, passed func(*value.Origin) bool) value.Origin {
	state := alternative.Part(cryptoapi.Hasher, cryptoapi.MAC)
	if state == nil {
		for _, o := range alternative {
			if (o.Open() || o.Captured()) && passed(o) {
				sum := o.Formed(value.FormSum).Copy()
				sum.Of = written(alternative, o)
				return sum
			}
		}
		return value.Origin{Source: &value.Source{Kind: cryptoapi.Unknown, Name: "Sum", Pos: pos}}
	}
	sum := state.Copy()
	switch {
	case state.Kind == cryptoapi.MAC:
		sum.Kind = cryptoapi.MACTag
	case cryptoapi.IsChecksum(state.Detail):
		sum.Kind = cryptoapi.Checksum
	default:
		sum.Kind = cryptoapi.Digest
	}
	sum.Of = append(written(alternative, state), state.Of...)
	if !sum.Pos.IsValid() {
		sum.Pos = pos
	}
	return sum
}

// written returns the parts of a hash.Hash besides its own state: the message.
func written(alternative value.Alternative, state *value.Origin) value.Alternative {
	var parts value.Alternative
	for _, o := range alternative {
		if o != state {
			parts = append(parts, o)
		}
	}
	return value.Value{parts}.Flat()
}
