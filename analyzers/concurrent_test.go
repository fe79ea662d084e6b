package analyzers_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/cryptolint/cryptolint/analyzers"
	"github.com/cryptolint/cryptolint/internal/ruletest"
)

// The drivers run the rules on a package at the same time, and all of them stand on
// the same graph. Run with -race, this test finds what they share and write to.
func TestConcurrentRules(t *testing.T) {
	config := &packages.Config{
		Context: t.Context(),
		Mode:    packages.LoadAllSyntax | packages.NeedModule,
		Dir:     filepath.Join(ruletest.Dir(), "demo"),
	}
	loaded, err := packages.Load(config, "./...")
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze(analyzers.All(), loaded, nil)
	if err != nil {
		t.Fatal(err)
	}
	reported := make(map[string]bool)
	for _, action := range graph.Roots {
		if action.Err != nil {
			t.Errorf("%s: %v", action, action.Err)
		}
		for _, diagnostic := range action.Diagnostics {
			reported[diagnostic.Category] = true
		}
	}
	for _, r := range analyzers.Rules() {
		if !reported[r.Meta.ID] {
			t.Errorf("%s finds nothing in the demo", r.Meta.ID)
		}
	}
}
