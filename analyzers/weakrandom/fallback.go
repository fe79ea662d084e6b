package weakrandom

import (
	"go/types"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/module"
)

// reportFallbacks reports values without a telling name that come from crypto/rand, and from
// math/rand where that fails: what was meant to be unpredictable. What is found under the
// name of a secret is not reported again.
func reportFallbacks(pass *rule.Pass, graph *flow.Graph, told []*secret) {
	if !importsWeak(pass.Pkg) {
		return // what another package falls back to is reported there
	}
	var found []*secret
	for _, sink := range graph.NamedBy(func(name string) bool { return !flow.SuggestsHarmless(name) }) {
		s := fallback(graph, sink)
		if s != nil && !slices.ContainsFunc(told, func(t *secret) bool { return flow.SameSource(t.weak, s.weak) }) {
			found = append(found, s)
		}
	}
	for _, s := range best(found) {
		pass.Report(fallbackFinding(pass, s))
	}
}

// importsWeak reports whether a package imports a weak generator.
func importsWeak(pkg *types.Package) bool {
	return slices.ContainsFunc(pkg.Imports(), func(p *types.Package) bool {
		switch p.Path() {
		case weakPath, weakPath + "/v2", "golang.org/x/exp/rand":
			return true
		}
		return false
	})
}

// fallback returns the number of math/rand that a value is made of only where crypto/rand
// has failed, or nil.
func fallback(graph *flow.Graph, sink *flow.Sink) *secret {
	if !sink.Spells() || !graph.FallsBack(sink) {
		return nil
	}
	secure := func(a flow.Alternative) bool { return a.Has(cryptoapi.SecureRandom) }
	value := graph.Origins(sink)
	if !value.Any(secure) && !graph.OtherReturns(sink).Any(secure) {
		return nil
	}
	for _, alternative := range value {
		weak := weakPart(graph, alternative)
		if weak == nil || weak.Index && sink.PicksText() || !graph.OnlyAfterFailure(weak) {
			continue
		}
		return &secret{sink: sink, weak: weak, path: flow.Path(weak, source(weak)), fallback: true}
	}
	return nil
}

func fallbackFinding(pass *rule.Pass, s *secret) rule.Finding {
	f := rule.Finding{
		Pos: s.sink.Pos(), End: s.sink.End(), Severity: rule.Medium, Confidence: rule.Likely, Case: "fallback", Instead: newBytes,
		Message: s.sink.API + " is generated with " + generator(s.weak) + seed(s.weak) + " when crypto/rand fails",
		Why:     "an attacker can predict it, and no error shows when that happens",
		Advice:  "return the error of crypto/rand",
		Steps:   s.path,
	}
	if !module.Of(pass.Pass).Before("go1.24") {
		f.Severity = rule.Low
		f.Why = "an attacker can predict it, should this code ever run: since Go 1.24, crypto/rand never fails"
		f.Advice = "use crypto/rand.Read without a fallback"
	}
	return f
}
