package flow

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Bounds of the cases of one result.
const (
	maxCases     = 16
	maxCaseCalls = 3 // functions that hand a parameter on to each other
)

// resultCase is what a function returns if its parameters pass the guards.
type resultCase struct {
	index int
	when  []GuardFact
	value value.Value
}

// cases returns what a target returns as a result in the cases that its parameters
// decide; none if they decide nothing.
func (e *evaluator) cases(t *target, index int, path string) []resultCase {
	if !e.hasBody(t.fn) {
		if imported := e.imported(t.object); imported != nil && path == "" {
			return slices.DeleteFunc(slices.Clone(imported.cases), func(c resultCase) bool { return c.index != index })
		}
		return nil
	}
	key := question{fn: t.fn, index: index, path: path}
	if known, ok := e.casesOf.get(key); ok {
		return known
	}
	if e.pending.cases[key] || len(e.pending.cases) >= maxCaseCalls {
		return nil // then all of it counts
	}
	e.pending.cases[key] = true
	var found []resultCase
	whole := e.settles(func() { e.find(func() { found = e.findCases(t.fn, index, path) }) })
	delete(e.pending.cases, key)
	if whole || e.idle() {
		e.casesOf.set(key, found)
	}
	return found
}

func (e *evaluator) findCases(fn *ssa.Function, index int, path string) []resultCase {
	if index >= fn.Signature.Results().Len() {
		return nil
	}
	decides := len(e.decisions(fn)) > 0
	var found []resultCase
	for _, block := range fn.Blocks {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		switch {
		case !ok || returnsError(ret, index):
		case decides:
			found = append(found, e.casesOfValue(ret.Results[index], path, ret, nil, 3)...)
		default:
			inner := e.casesOfCall(ret.Results[index], path, fn, nil)
			if inner == nil {
				return nil
			}
			found = append(found, inner...)
		}
	}
	if len(found) < 2 || len(found) > maxCases || !slices.ContainsFunc(found, func(c resultCase) bool { return len(c.when) > 0 }) {
		return nil
	}
	for i := range found {
		found[i].index = index
	}
	return found
}

// casesOfValue divides what a function returns by the ways that lead there: the end of a
// block, or the edge from it to next.
func (e *evaluator) casesOfValue(v ssa.Value, path string, at ssa.Instruction, next *ssa.BasicBlock, depth int) []resultCase {
	if phi, ok := v.(*ssa.Phi); ok && depth > 0 && phi.Block().Dominates(at.Block()) {
		var found []resultCase
		for i, edge := range phi.Edges {
			before := phi.Block().Preds[i]
			found = append(found, e.casesOfValue(edge, path, before.Instrs[len(before.Instrs)-1], phi.Block(), depth-1)...)
		}
		return found
	}
	guards := e.guardsAt(at.Block(), next)
	if inner := e.casesOfCall(v, path, at.Parent(), guards); inner != nil {
		return inner
	}
	return []resultCase{{when: guards, value: e.possible(v, e.everPossible(v, path, at), at, next)}}
}

// casesOfCall returns the cases of a call whose result is returned as it is.
func (e *evaluator) casesOfCall(v ssa.Value, path string, fn *ssa.Function, guards []GuardFact) []resultCase {
	index := 0
	if extract, ok := v.(*ssa.Extract); ok {
		v, index = extract.Tuple, extract.Index
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil
	}
	targets := e.targets(call)
	if len(targets) != 1 || targets[0].row != nil {
		return nil
	}
	t := targets[0]
	var found []resultCase
	for _, inner := range e.cases(t, index, path) {
		when := append(slices.Clone(guards), e.handedOn(inner.when, t, fn, maxGuards-len(guards))...)
		found = append(found, resultCase{when: when, value: e.instantiate(inner.value, t, call).Then(call.Pos(), "returned by "+t.name())})
	}
	return found
}

// decided returns what a call returns with the constants that it passes, or all that the
// target returns if they decide nothing.
func (e *evaluator) decided(all value.Value, t *target, call ssa.CallInstruction, index int, path string) value.Value {
	cases := e.cases(t, index, path)
	var left value.Value
	for _, c := range cases {
		if e.mayReach(c.when, t, call) {
			left = value.Join(left, c.value)
		}
	}
	if len(left) == 0 {
		return all
	}
	return left
}

// exportCases tells what results are in the cases that parameters decide, where the
// results are told.
func (e *finder) exportCases(t *target, results []ValueFact) []CaseFact {
	var told []CaseFact
	for i, result := range results {
		if len(result) < 2 {
			continue // one alternative is the same in all cases
		}
		for _, c := range e.cases(t, i, "") {
			told = append(told, CaseFact{Result: i, When: c.when, Value: e.encode(e.resolve(c.value))})
		}
	}
	return told
}

func decodeCases(told []CaseFact, pkg string) []resultCase {
	var cases []resultCase
	for _, c := range told {
		v := decodeValue(c.Value, pkg)
		if len(v) == 0 {
			v = value.Unknown("", token.NoPos)
		}
		cases = append(cases, resultCase{index: c.Result, when: c.When, value: v})
	}
	return cases
}
