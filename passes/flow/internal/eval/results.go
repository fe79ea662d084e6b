package eval

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/origin"
	"github.com/cryptolint/cryptolint/passes/flow/internal/solver"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// ResultOf returns what a target returns as result index, or in a field of it, in
// terms of its parameters. It reports false if nothing is known of the function. In
// a recursion the answer is empty.
func (e *Evaluator) ResultOf(t *Target, index int, path string) (value.Value, bool) {
	if e.HasBody(t.Fn) {
		if index >= t.Fn.Signature.Results().Len() {
			return nil, false
		}
		if outer := e.beyond(t.Fn); outer != nil {
			return outer.ResultOf(t, index, path)
		}
		return e.Ask(solver.Question{Fn: t.Fn, Index: -index, Path: path}, location.LastField(path), t.Fn.Pos(), func() value.Value {
			return e.returned(t.Fn, index, path)
		}), true
	}
	imported := e.Imported(t.Object)
	if imported == nil || index >= len(imported.Results) {
		return nil, false
	}
	for _, field := range imported.Fields {
		if path != "" && field.Result == index && field.Path == path {
			return fact.DecodeValue(field.Value, t.Object.Pkg().Path()), true
		}
	}
	return origin.Below(imported.Results[index], path), true
}

// Results returns all results of a target; none if nothing is known of them.
func (e *Evaluator) Results(t *Target) []value.Value {
	if !e.HasBody(t.Fn) {
		if imported := e.Imported(t.Object); imported != nil {
			return imported.Results
		}
		return nil
	}
	results := make([]value.Value, t.Fn.Signature.Results().Len())
	for i := range results {
		results[i], _ = e.ResultOf(t, i, "")
	}
	return results
}

// returned joins what the function returns as result i, or in a field of it.
func (e *Evaluator) returned(fn *ssa.Function, i int, path string) value.Value {
	var all value.Value
	for ret := range ir.Returns(fn) {
		if !ir.ReturnsError(ret, i) {
			all = value.Join(all, e.Origins(ret.Results[i], path, ret))
		}
	}
	return all
}
