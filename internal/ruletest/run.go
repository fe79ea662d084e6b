package ruletest

import (
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
)

// Run runs an analyzer on packages of testdata/src, and compares what it reports with what
// comments in them want, line by line. It is for passes that rules are made of, and returns
// what they said of each package. Test files are left out.
func Run(t *testing.T, a *analysis.Analyzer, patterns ...string) *checker.Graph {
	t.Helper()
	roots, err := Load(Dir(), patterns...)
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{a}, roots, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, root := range graph.Roots {
		if root.Err != nil {
			t.Fatalf("%s: %v", root, root.Err)
		}
		var found []Finding
		for _, d := range root.Diagnostics {
			found = append(found, Finding{Diagnostic: d, Package: root.Package})
		}
		compareWants(t, root.Package, found)
	}
	return graph
}
