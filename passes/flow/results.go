package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// resultOf returns what a target returns as result index, or in a field of it, in
// terms of its parameters. It reports false if nothing is known of the function. In
// a recursion the answer is empty.
func (e *evaluator) resultOf(t *target, index int, path string) (value.Value, bool) {
	if e.hasBody(t.fn) {
		if index >= t.fn.Signature.Results().Len() {
			return nil, false
		}
		return e.ask(question{fn: t.fn, index: -index, path: path}, lastField(path), t.fn.Pos(), func() value.Value {
			return e.returned(t.fn, index, path)
		}), true
	}
	imported := e.imported(t.object)
	if imported == nil || index >= len(imported.results) {
		return nil, false
	}
	for _, field := range imported.fields {
		if path != "" && field.Result == index && field.Path == path {
			return decodeValue(field.Value, t.object.Pkg().Path()), true
		}
	}
	return fieldOf(imported.results[index], path), true
}

// results returns all results of a target; none if nothing is known of them.
func (e *evaluator) results(t *target) []value.Value {
	if !e.hasBody(t.fn) {
		if imported := e.imported(t.object); imported != nil {
			return imported.results
		}
		return nil
	}
	results := make([]value.Value, t.fn.Signature.Results().Len())
	for i := range results {
		results[i], _ = e.resultOf(t, i, "")
	}
	return results
}

// returned joins what the function returns as result i, or in a field of it.
func (e *evaluator) returned(fn *ssa.Function, i int, path string) value.Value {
	var all value.Value
	for _, block := range fn.Blocks {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if ok && !returnsError(ret, i) {
			all = value.Join(all, e.origins(ret.Results[i], path, ret))
		}
	}
	return all
}

// maxResultFields bounds the fields of results that a fact tells of one function.
const maxResultFields = 16

// exportFields tells what the fields of the results hold that are structs.
func (e *finder) exportFields(t *target) []FieldFact {
	var told []FieldFact
	for i := range t.fn.Signature.Results().Len() {
		structure := structOf(t.fn.Signature.Results().At(i).Type())
		if structure == nil {
			continue
		}
		for field := range structure.Fields() {
			if len(told) >= maxResultFields || !mayCarry(field.Type()) {
				continue
			}
			path := "." + field.Name()
			held, _ := e.resultOf(t, i, path)
			if encoded := e.encode(withoutZero(e.resolve(held))); len(encoded) > 0 {
				told = append(told, FieldFact{Result: i, Path: path, Value: encoded})
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
