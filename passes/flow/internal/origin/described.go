package origin

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Parameter is the origin of what a caller passes, or of a field of it.
func (k *Known) Parameter(p *ssa.Parameter, path, storage, name string) value.Origin {
	o := value.Origin{Source: &value.Source{Kind: cryptoapi.Unknown, Path: path, Storage: storage, Name: name, Pos: p.Pos()}}
	if name == "" {
		o.Name = p.Name()
	}
	if source := k.FieldSource(p.Type(), storage, path); source != nil && !isSent(p, maxSends) {
		o.Kind, o.Detail, o.Storage = source.Kind, source.Detail, ""
		return o
	}
	for i, param := range p.Parent().Params {
		if param == p {
			o.Param = i + 1
		}
	}
	if ir.IsTime(p.Type(), path) {
		o.Detail = value.Time
	}
	if storage == "" {
		if typed := k.Typed(p.Type(), path); typed != nil {
			o.Kind, o.Detail = typed.Kind, typed.Detail
			if typed.Kind != cryptoapi.PrivateKey && typed.Kind != cryptoapi.Network { // callers tell more of a key, and of a header
				o.Param = 0
			}
		}
	}
	return o
}

// FieldSource returns what the table says of the field that a path leads to from a
// type, or nil. What lies below a field that a peer sends was sent by the peer: an entry
// of the header, the path of the address. And each element of a list
// of numbers of a key is one.
func (k *Known) FieldSource(t types.Type, storage, path string) *cryptoapi.Source {
	if row := k.program.Table.FieldNamed(storage); row != nil && row.Source.Kind != cryptoapi.Unknown {
		return &row.Source
	}
	if owner, field := ir.FieldAt(t, path); owner != nil {
		if row := k.program.Table.FieldNamed(ir.FieldKey(owner, field)); row != nil && row.Source.Kind != cryptoapi.Unknown {
			return &row.Source
		}
	}
	for end := strings.LastIndexByte(path, '.'); end > 0; end = strings.LastIndexByte(path[:end], '.') {
		owner, field := ir.FieldAt(t, path[:end])
		if owner == nil {
			continue
		}
		if row := k.program.Table.FieldNamed(ir.FieldKey(owner, field)); row != nil && whole(row.Source.Kind) {
			return &row.Source
		}
	}
	if path != "" && strings.HasPrefix(path, ".[") {
		if typed := k.Typed(t, ""); typed != nil && typed.Kind == cryptoapi.Network {
			return typed // an entry of a header
		}
	}
	return nil
}

// whole reports whether all that lies below a field of a kind is of that kind.
func whole(kind cryptoapi.Kind) bool { return kind == cryptoapi.Network || kind == cryptoapi.KeyNumber }

// Typed returns what is known of all values of a type, wherever they come from.
func (k *Known) Typed(t types.Type, path string) *cryptoapi.Source {
	if path != "" {
		return nil
	}
	named := ir.NamedOf(t)
	if named == nil {
		return nil
	}
	if row := k.program.Table.Type(named); row != nil {
		return &row.Source
	}
	return nil
}

// Options returns what memory of a type is whose values all ask for one thing.
func (k *Known) Options(r location.Region) value.Value {
	if r.Path != "" {
		return nil
	}
	if typed := k.Typed(r.Root.Type(), ""); typed != nil && typed.Kind == cryptoapi.Options {
		return value.Of(value.Origin{Source: &value.Source{Kind: typed.Kind, Detail: typed.Detail, Pos: r.Root.Pos()}})
	}
	return nil
}
