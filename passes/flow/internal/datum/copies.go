package datum

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// NameOf is what the program calls the value at a sink: the field or package variable that
// holds it, the variable, or the text by which it was asked for. It may be empty.
func (x *Index) NameOf(s *uses.Sink) string {
	for _, v := range x.copies(s.Operand, maxSteps) {
		for _, name := range []string{x.LocalNames[v], provenance.ParameterName(v)} {
			if name != "" {
				return name
			}
		}
		if names := append(provenance.KeptAs(v), provenance.AskedFor(v)); names[0] != "" {
			return names[0]
		}
	}
	return ""
}

// IsPrivateKey reports whether the value at a sink is a private key, or a spelling of one.
func (x *Index) IsPrivateKey(s *uses.Sink) bool {
	return slices.ContainsFunc(x.copies(s.Operand, maxSteps), func(v ssa.Value) bool { return cryptoapi.IsPrivateKey(ir.TypeName(v.Type())) })
}

// IsRequest reports whether the value at a sink is an HTTP request or its headers: a text of
// it shows what is in the headers.
func (x *Index) IsRequest(s *uses.Sink) bool {
	return slices.ContainsFunc(x.copies(s.Operand, maxSteps), func(v ssa.Value) bool {
		if field, ok := v.(*ssa.FieldAddr); ok {
			return ir.FieldKey(field.X.Type(), field.Field) == "net/http.Request.Header"
		}
		return ir.TypeName(v.Type()) == "net/http.Request"
	})
}

// copies returns a value and what it is a copy or a spelling of, the nearest first.
func (x *Index) copies(v ssa.Value, depth int) []ssa.Value {
	if v == nil || depth == 0 {
		return nil
	}
	found := []ssa.Value{v}
	if plain := provenance.Plain(v); plain != v {
		found = append(found, plain)
		v = plain
	}
	if load, ok := v.(*ssa.UnOp); ok {
		found = append(found, load.X)
	}
	if call, ok := v.(*ssa.Call); ok {
		for _, t := range x.Targets(call) {
			if !t.Row.Keeps() {
				continue
			}
			for _, argument := range t.Row.Result.From {
				found = append(found, x.copies(t.Operand(argument), depth-1)...)
			}
		}
	}
	return found
}
