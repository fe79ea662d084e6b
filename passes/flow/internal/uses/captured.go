package uses

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/scope"
)

// capturedUses returns the roles in which a closure, or one in it, uses what it has
// captured, in terms of the function around it, as far as callers of that or of the
// functions further out decide.
func (e *Finder) capturedUses(closure *ssa.Function) []fact.Use {
	var found []fact.Use
	keep := func(u fact.Use) {
		if len(u.Value) > 0 && !slices.ContainsFunc(found, u.Same) {
			found = append(found, u)
		}
	}
	for _, sink := range e.Sinks(closure) {
		if Everywhere(sink.Role) || !e.mayReachCallers(sink) {
			continue
		}
		captured := scope.OnlyCaptured(e.SinkValue(sink))
		if len(captured) == 0 {
			continue
		}
		keep(fact.Use{
			Role: sink.Role, Symbol: sink.Symbol, Actions: sink.Actions, API: sink.API, Value: withoutInner(scope.Outward(captured)),
			Text: scope.Outward(e.textBeside(sink)),
			Key:  scope.Outward(e.SinkKey(sink)), Other: scope.Outward(e.SinkOther(sink)), Loop: sink.Looped || e.InLoop(sink.Instr), Hops: sink.hops + 1,
		})
	}
	for _, inner := range closure.AnonFuncs {
		for _, u := range e.capturedUses(inner) {
			u.Value, u.Key, u.Other = scope.Outward(scope.OnlyCaptured(u.Value)), scope.Outward(u.Key), scope.Outward(u.Other)
			u.Text = scope.Outward(u.Text)
			keep(u)
		}
	}
	return found
}
