package export

import (
	"go/types"
	"slices"

	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/scope"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// maxResultFields bounds the fields of results that a fact tells of one function.
const maxResultFields = 16

// exportFields tells what the fields of the results hold that are structs, and the
// elements of those that are lists.
func (e exporter) exportFields(t *eval.Target) []fact.FieldFact {
	var told []fact.FieldFact
	aliases := e.Aliases(t.Fn)
	for i := range t.Fn.Signature.Results().Len() {
		result := t.Fn.Signature.Results().At(i).Type()
		if isList(result) {
			told = e.exportElements(told, t, i, location.AnyElement)
			continue
		}
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
			if isList(field.Type()) {
				told = e.exportElements(told, t, i, path+location.AnyElement)
			}
		}
	}
	return told
}

// exportElements tells what the elements are of a list that is a result or a field of one.
func (e exporter) exportElements(told []fact.FieldFact, t *eval.Target, result int, path string) []fact.FieldFact {
	held, _ := e.ResultOf(t, result, path)
	if encoded := e.encodeElements(held); len(encoded) > 0 {
		return append(told, fact.FieldFact{Result: result, Path: path, Value: encoded})
	}
	return told
}

// encodeElements makes the elements of a list fit for a fact, where constants are among
// them.
func (e exporter) encodeElements(elements value.Value) fact.ValueFact {
	elements = scope.Closed(e.Resolve(elements))
	constants := 0
	for _, alternative := range elements {
		if value.IsConstant(alternative) {
			constants++
		}
	}
	if constants == 0 {
		return nil
	}
	return e.encode(elements)
}

// isList reports whether a type is a list of texts or of integers that are not bytes: of
// algorithms, say.
func isList(t types.Type) bool {
	list, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	element, ok := list.Elem().Underlying().(*types.Basic)
	return ok && element.Info()&(types.IsInteger|types.IsString) != 0 && element.Kind() != types.Byte
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
