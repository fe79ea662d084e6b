package flow

import (
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/named"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// What several rules ask is found out once, and is what each would find out alone: whichever
// rule asks first, and for what.
func TestAskedOnce(t *testing.T) {
	compared, namedSinks := 0, 0
	asking := &analysis.Analyzer{
		Name: "asking", Doc: "ask as two rules do", Requires: []*analysis.Analyzer{Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			one, other := Of(pass), Of(pass)
			if one.e == nil {
				return nil, nil
			}
			sinks := one.Sinks(cryptoapi.AsCompared)
			compared += len(sinks)
			for _, s := range slices.Backward(sinks) {
				first, second := one.pairs(s), other.pairs(s)
				if len(first) > 0 && &first[0] != &second[0] {
					t.Errorf("%s: the sides of the comparison were found out twice", pass.Fset.Position(s.Pos()))
				}
				alone := pass.ResultOf[Analyzer].(*Graph).e.Fork().Pairs(s)
				same := slices.EqualFunc(first, alone, func(x, y uses.Pair) bool {
					return x.Entry == y.Entry && fact.Describe(x.Mine) == fact.Describe(y.Mine) && fact.Describe(x.Theirs) == fact.Describe(y.Theirs)
				})
				if !same {
					t.Errorf("%s: the sides are %v with all others, %v alone", pass.Fset.Position(s.Pos()), first, alone)
				}
			}
			tokens := one.NamedSinks(cryptoapi.AsToken)
			all := other.NamedSinks(named.Roles...)
			namedSinks += len(all)
			for _, s := range all {
				if slices.Contains(tokens, s) != (s.Role == cryptoapi.AsToken) {
					t.Errorf("%s: %s was found out twice, or is among those of another role", pass.Fset.Position(s.Pos()), s.Name)
				}
			}
			return nil, nil
		},
	}
	if _, err := checker.Analyze([]*analysis.Analyzer{asking}, load(t, ruletest.Dir(), "./flow/...", "./timing/...", "./passwordhash/..."), &checker.Options{Sequential: true}); err != nil {
		t.Fatal(err)
	}
	if compared < 20 || namedSinks < 20 {
		t.Errorf("%d comparisons and %d named values were asked about", compared, namedSinks)
	}
}
