package export

import (
	"go/types"
	"slices"

	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// maxResultFields bounds the fields of results that a fact tells of one function.
const maxResultFields = 16

// exportFields tells what the fields of the results hold that are structs.
func (e exporter) exportFields(t *eval.Target) []fact.FieldFact {
	var told []fact.FieldFact
	aliases := e.Aliases(t.Fn)
	for i := range t.Fn.Signature.Results().Len() {
		result := t.Fn.Signature.Results().At(i).Type()
		structure := ir.StructOf(result)
		alias := slices.ContainsFunc(aliases, func(a location.Alias) bool { return a.Result == i && !a.Fresh })
		if structure == nil || alias { // of what was passed, fills tell
			continue
		}
		for field := range structure.Fields() {
			setting := e.Table.Field(field, ir.NamedOf(result)) != nil
			if len(told) >= maxResultFields || !setting && !mayCarry(field.Type()) {
				continue
			}
			path := "." + field.Name()
			held, _ := e.ResultOf(t, i, path)
			held = e.Resolve(held)
			if !setting { // of a setting it counts that nobody sets it
				held = value.WithoutZero(held)
			}
			if encoded := e.encode(held); len(encoded) > 0 {
				told = append(told, fact.FieldFact{Result: i, Path: path, Value: encoded})
			}
		}
	}
	return told
}

// mayCarry reports whether a field of the type is worth telling of.
func mayCarry(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&(types.IsInteger|types.IsString) != 0
	case *types.Slice, *types.Array, *types.Interface, *types.Signature:
		return true
	}
	return false
}
