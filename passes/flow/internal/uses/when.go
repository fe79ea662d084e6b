package uses

import (
	"slices"

	"github.com/cryptolint/cryptolint/passes/flow/internal/condition"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// guardsOf returns what the code before a sink asks of the parameters of its function:
// its own branches, and those of the callee that it hands them to.
func (e *Finder) guardsOf(sink *Sink) []condition.GuardFact {
	guards := e.GuardsAt(sink.Instr.Block(), nil)
	if sink.Use == nil {
		return guards
	}
	return append(guards, e.HandedOn(sink.Use.When, sink.Target, sink.Func(), condition.MaxGuards-len(guards))...)
}

// passedOn returns what a call passes to the use of a sink further down, without the
// constants that the code before the use sends elsewhere.
func (e *Finder) passedOn(s *Sink) value.Value {
	var passed value.Value
	for _, alternative := range s.Use.Value {
		passed = value.Join(passed, admitted(e.Instantiate(value.Value{alternative}, s.Target, s.Call), alternative, s.Use.When))
	}
	return passed
}

// admitted leaves out the constants which a callee that uses a parameter as it is sends
// elsewhere before.
func admitted(v value.Value, use value.Alternative, when []condition.GuardFact) value.Value {
	if len(use) != 1 || use[0].Path != "" || use[0].Form != "" || use[0].Index {
		return v
	}
	return slices.DeleteFunc(slices.Clone(v), func(a value.Alternative) bool {
		return value.IsConstant(a) && slices.ContainsFunc(when, func(g condition.GuardFact) bool {
			return g.Param == use[0].Param && !g.Admits(a[0].Const)
		})
	})
}
