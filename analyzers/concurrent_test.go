package analyzers_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/checker"

	"github.com/cryptolint/cryptolint/analyzers"
	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/internal/ruletest"
)

// The drivers run the rules on a package at the same time, and all of them stand on
// the same graph. Run with -race, this test finds what they share and write to.
func TestConcurrentRules(t *testing.T) {
	loaded, err := ruletest.Load(filepath.Join("..", "testdata", "src", "demo"), "./...")
	if err != nil {
		t.Fatal(err)
	}
	settings := config.Default()
	settings.Everything = true // all profiles
	graph, err := checker.Analyze(rule.Configure(analyzers.All(), settings), loaded, nil)
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
	for _, id := range []string{"CL101", "CL201", "CL205", "CL206", "CL301", "CL401", "CL501", "CL908"} {
		if !reported[id] {
			t.Errorf("%s finds nothing in the demo", id)
		}
	}
}
