package analyzers_test

import (
	"fmt"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/cryptolint/cryptolint/analyzers"
)

// What a rule finds must not depend on which other rules run beside it, nor on when.
func TestFindingsAreReproducible(t *testing.T) {
	var loaded []*packages.Package
	for _, folder := range []string{"noncereuse", "ecb", "fixednonce", "timing"} {
		loaded = append(loaded, testdata(t).In(folder)...)
	}
	together := findings(t, loaded, analyzers.All(), true)
	if len(together) == 0 {
		t.Fatal("nothing is found")
	}
	if parallel := findings(t, loaded, analyzers.All(), false); !slices.Equal(together, parallel) {
		t.Errorf("in parallel: %s", difference(together, parallel))
	}
	var apart []string
	for _, some := range groups(analyzers.All()) {
		apart = append(apart, findings(t, loaded, some, true)...)
	}
	slices.Sort(apart)
	if !slices.Equal(together, apart) {
		t.Errorf("some rules at a time, in another order: %s", difference(together, apart))
	}
}

// groups puts the rules into a few groups, each in an order that is not theirs: rules that are
// neighbours run apart.
func groups(rules []*analysis.Analyzer) [][]*analysis.Analyzer {
	const number = 4
	groups := make([][]*analysis.Analyzer, number)
	for i, rule := range slices.Backward(rules) {
		groups[i%number] = append(groups[i%number], rule)
	}
	return groups
}

// findings returns all that the rules say, with the steps of the paths, sorted.
func findings(t *testing.T, loaded []*packages.Package, rules []*analysis.Analyzer, sequential bool) []string {
	t.Helper()
	graph, err := checker.Analyze(rules, loaded, &checker.Options{Sequential: sequential})
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, action := range graph.Roots {
		if action.Err != nil {
			t.Fatalf("%s: %v", action, action.Err)
		}
		fset := action.Package.Fset
		for _, diagnostic := range action.Diagnostics {
			text := fmt.Sprintf("%s: %s", fset.Position(diagnostic.Pos), diagnostic.Message)
			for _, step := range diagnostic.Related {
				text += fmt.Sprintf("\n\t%s: %s", fset.Position(step.Pos), step.Message)
			}
			found = append(found, text)
		}
	}
	slices.Sort(found)
	return found
}

// difference tells the first finding that is not the same.
func difference(want, got []string) string {
	for i := range max(len(want), len(got)) {
		switch {
		case i >= len(want):
			return "one more: " + got[i]
		case i >= len(got):
			return "one less: " + want[i]
		case want[i] != got[i]:
			return got[i] + "\nwant " + want[i]
		}
	}
	return ""
}
