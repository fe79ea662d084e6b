package eval

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/condition"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/solver"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Bounds of the cases of one result.
const (
	maxCases     = 16
	maxCaseCalls = 3 // functions that hand a parameter on to each other
)

// Cases returns what a target returns as a result in the cases that its parameters
// decide; none if they decide nothing.
func (e *Evaluator) Cases(t *Target, index int, path string) []fact.ResultCase {
	if !e.HasBody(t.Fn) {
		if imported := e.Imported(t.Object); imported != nil && path == "" {
			return slices.DeleteFunc(slices.Clone(imported.Cases), func(c fact.ResultCase) bool { return c.Index != index })
		}
		return nil
	}
	key := solver.Question{Fn: t.Fn, Index: index, Path: path}
	if known, ok := e.casesOf.Get(key); ok {
		return known
	}
	if e.pending.cases[key] || len(e.pending.cases) >= maxCaseCalls {
		return nil // then all of it counts
	}
	e.pending.cases[key] = true
	var found []fact.ResultCase
	whole := e.Settles(func() { e.Find(func() { found = e.findCases(t.Fn, index, path) }) })
	delete(e.pending.cases, key)
	if whole || e.Idle() {
		e.casesOf.Set(key, found)
	}
	return found
}

func (e *Evaluator) findCases(fn *ssa.Function, index int, path string) []fact.ResultCase {
	if index >= fn.Signature.Results().Len() || len(e.Rings[fn]) > 0 {
		return nil // what a function that calls itself passes decides in the next round
	}
	var returns []*ssa.Return
	for _, block := range fn.Blocks {
		if ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return); ok && !ir.ReturnsError(ret, index) {
			returns = append(returns, ret)
		}
	}
	if !e.decides(fn, returns, index, path) {
		return nil
	}
	var found []fact.ResultCase
	for _, ret := range returns {
		found = append(found, e.casesOfValue(ret.Results[index], path, ret, nil, 3)...)
	}
	if len(found) < 2 || len(found) > maxCases || !slices.ContainsFunc(found, func(c fact.ResultCase) bool { return len(c.When) > 0 }) {
		return nil
	}
	for i := range found {
		found[i].Index = index
	}
	return found
}

// decides reports whether the parameters of a function decide what one of its returns
// returns: in the function, or in a function that they are handed on to.
func (e *Evaluator) decides(fn *ssa.Function, returns []*ssa.Return, index int, path string) bool {
	if len(e.Decisions(fn)) > 0 {
		return true
	}
	return slices.ContainsFunc(returns, func(ret *ssa.Return) bool {
		return e.casesOfCall(ret.Results[index], path, fn, nil) != nil || e.casesOfLookup(ret.Results[index], path, ret, nil) != nil
	})
}

// casesOfValue divides what a function returns by the ways that lead there: the end of a
// block, or the edge from it to next.
func (e *Evaluator) casesOfValue(v ssa.Value, path string, at ssa.Instruction, next *ssa.BasicBlock, depth int) []fact.ResultCase {
	if phi, ok := v.(*ssa.Phi); ok && depth > 0 && phi.Block().Dominates(at.Block()) {
		var found []fact.ResultCase
		for i, edge := range phi.Edges {
			before := phi.Block().Preds[i]
			found = append(found, e.casesOfValue(edge, path, before.Instrs[len(before.Instrs)-1], phi.Block(), depth-1)...)
		}
		return found
	}
	guards := e.GuardsAt(at.Block(), next)
	if inner := e.casesOfCall(v, path, at.Parent(), guards); inner != nil {
		return inner
	}
	if inner := e.casesOfLookup(v, path, at, guards); inner != nil {
		return inner
	}
	return []fact.ResultCase{{When: guards, Value: e.possible(v, e.everPossible(v, path, at), at, next)}}
}

// casesOfCall returns the cases of a call whose result is returned as it is, or as a text.
func (e *Evaluator) casesOfCall(v ssa.Value, path string, fn *ssa.Function, guards []condition.GuardFact) []fact.ResultCase {
	v, index := e.carried(v, maxCarried), 0
	if extract, ok := v.(*ssa.Extract); ok {
		v, index = extract.Tuple, extract.Index
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil
	}
	targets := e.Targets(call)
	if len(targets) != 1 || targets[0].Row != nil {
		return nil
	}
	t := targets[0]
	var found []fact.ResultCase
	for _, inner := range e.Cases(t, index, path) {
		if !e.MayReach(inner.When, t, call) {
			continue
		}
		handed, returned := e.HandedOn(inner.When, t, fn, condition.MaxGuards-len(guards)), inner.Value
		if len(handed) < len(inner.When) && e.selectsUnknown(inner.When, t, call) {
			returned = returned.Map(withoutFields)
		}
		when := append(slices.Clone(guards), handed...)
		found = append(found, fact.ResultCase{When: when, Value: e.Instantiate(returned, t, call).Then(t.Step(value.Returned, call.Pos()))})
	}
	return found
}

// maxCarried bounds the conversions around a call.
const maxCarried = 6

// carried returns the value whose data another one holds as they are: what is asserted of it
// or converted, or passed through functions such as strings.TrimSpace and fmt.Sprint.
func (e *Evaluator) carried(v ssa.Value, depth int) ssa.Value {
	if depth == 0 {
		return v
	}
	switch from := v.(type) {
	case *ssa.MakeInterface:
		return e.carried(from.X, depth-1)
	case *ssa.ChangeInterface:
		return e.carried(from.X, depth-1)
	case *ssa.TypeAssert:
		return e.carried(from.X, depth-1)
	case *ssa.Extract:
		if asserted, ok := from.Tuple.(*ssa.TypeAssert); ok && from.Index == 0 {
			return e.carried(asserted.X, depth-1)
		}
	case *ssa.Slice:
		if element := onlyElement(from); element != nil {
			return e.carried(element, depth-1)
		}
	case *ssa.Call:
		if operand := e.carriedBy(from); operand != nil {
			return e.carried(operand, depth-1)
		}
	}
	return v
}

// carriedBy returns the argument of which a call returns nothing but the data, or nil.
func (e *Evaluator) carriedBy(call *ssa.Call) ssa.Value {
	targets := e.Targets(call)
	if len(targets) != 1 || targets[0].Row == nil {
		return nil
	}
	row := targets[0].Row
	if made := row.Result; made.Kind != cryptoapi.Unknown || len(made.From) != 1 || len(made.Of)+len(made.Or) > 0 || made.Opaque || row.Spelling("") != "" {
		return nil
	}
	return targets[0].Operand(row.Result.From[0])
}

// onlyElement returns the one argument that a variadic call is passed, or nil.
func onlyElement(list *ssa.Slice) ssa.Value {
	array, ok := list.X.(*ssa.Alloc)
	if !ok || array.Comment != "varargs" {
		return nil
	}
	var element ssa.Value
	for _, user := range *array.Referrers() {
		address, ok := user.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, user := range *address.Referrers() {
			store, ok := user.(*ssa.Store)
			if !ok || element != nil {
				return nil
			}
			element = store.Val
		}
	}
	return element
}

// casesOfLookup returns the cases of an element of a map whose key is a parameter: one for
// each key.
func (e *Evaluator) casesOfLookup(v ssa.Value, path string, at ssa.Instruction, guards []condition.GuardFact) []fact.ResultCase {
	if extract, ok := v.(*ssa.Extract); ok && extract.Index == 0 {
		v = extract.Tuple
	}
	lookup, ok := v.(*ssa.Lookup)
	if !ok || len(guards) >= condition.MaxGuards {
		return nil
	}
	param := slices.IndexFunc(at.Parent().Params, func(p *ssa.Parameter) bool { return p == plainKey(lookup.Index) })
	if param < 0 {
		return nil
	}
	keys, known := e.keysWith(lookup.X, false)
	if !known || len(keys) > maxCases {
		return nil
	}
	var found []fact.ResultCase
	for _, key := range keys {
		when := condition.Is(param+1, key)
		if when == nil {
			return nil
		}
		element := e.Origins(lookup.X, location.KeyPath(key)+path, at)
		found = append(found, fact.ResultCase{When: append(slices.Clone(guards), *when), Value: element})
	}
	return found
}

// decided returns what a call returns with the constants that it passes, or all that the
// target returns if they decide nothing.
func (e *Evaluator) decided(all value.Value, t *Target, call ssa.CallInstruction, index int, path string) value.Value {
	cases := e.Cases(t, index, path)
	var left value.Value
	for _, c := range cases {
		switch {
		case !e.MayReach(c.When, t, call):
		case e.selectsUnknown(c.When, t, call):
			left = value.Join(left, c.Value.Map(withoutFields))
		default:
			left = value.Join(left, c.Value)
		}
	}
	if len(left) == 0 {
		return all
	}
	return left
}

// selectsUnknown reports whether a case needs one certain text of a parameter for which a
// call passes a text that nobody knows. An accessor such as record.Get(name) has a case for
// each field: that the name may be "id" does not make what it returns the id.
func (e *Evaluator) selectsUnknown(when []condition.GuardFact, t *Target, call ssa.CallInstruction) bool {
	operands := t.Operands()
	return slices.ContainsFunc(when, func(g condition.GuardFact) bool {
		if len(g.Texts) == 0 || g.Others || g.Param > len(operands) || operands[g.Param-1] == nil {
			return false
		}
		_, known := e.constantsPassed(operands[g.Param-1], call)
		return !known && e.assumed(operands[g.Param-1]) == nil
	})
}

// withoutFields makes what is in a field unknown.
func withoutFields(o *value.Origin) value.Value {
	stored := o.Steps != nil && o.Steps.Kind == value.Stored
	if stored || o.Owner() != "" || o.Open() && o.Path != "" {
		return value.Unknown("", o.Pos)
	}
	return value.Of(*o)
}
