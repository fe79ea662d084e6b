package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// resultKey names a part of what a function returns.
type resultKey struct {
	fn    *ssa.Function
	index int
	path  string
}

// resultField returns what a path selects of a result, in terms of the parameters.
// It reports false if the function is not known.
func (e *evaluator) resultField(t *target, index int, path string) (value.Value, bool) {
	if path == "" || !e.hasBody(t.fn) {
		results := e.results(t)
		if index >= len(results) {
			return nil, false
		}
		if imported := e.imported(t); path != "" && imported != nil {
			for _, field := range imported.fields {
				if field.Result == index && field.Path == path {
					return decodeValue(field.Value), true
				}
			}
		}
		return fieldOf(results[index], path), true
	}
	if index >= t.fn.Signature.Results().Len() {
		return nil, false
	}
	return e.ownResultField(resultKey{t.fn, index, path}), true
}

// ownResultField is resultField for the functions of this package.
func (e *evaluator) ownResultField(key resultKey) value.Value {
	if known, ok := e.resultFields[key]; ok {
		return known
	}
	if depth, active := e.resultsActive[key]; active {
		e.cutAt(depth)
		return nil
	}
	if !e.enter() {
		return value.Unknown(lastField(key.path), key.fn.Pos())
	}
	e.resultsActive[key] = e.depth
	outer := e.low
	e.low = uncut
	var result value.Value
	for _, block := range key.fn.Blocks {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if ok && !returnsError(ret, key.index) {
			result = value.Join(result, e.origins(ret.Results[key.index], key.path, ret))
		}
	}
	delete(e.resultsActive, key)
	if e.leave(outer) {
		e.resultFields[key] = result
	}
	return result
}

// maxResultFields bounds the fields of results that a fact tells of one function.
const maxResultFields = 16

// exportFields tells what the fields of the results hold that are structs.
func (e *evaluator) exportFields(t *target) []FieldFact {
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
			held, _ := e.resultField(t, i, path)
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
