package analyzers_test

import (
	"maps"
	"regexp"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/analyzers"
	"github.com/cryptolint/cryptolint/internal/config"
)

// The drivers refuse a set of analyzers that is not valid, so a mistake in one
// rule would take all of them away.
func TestAnalyzersAreValidTogether(t *testing.T) {
	if err := analysis.Validate(analyzers.All()); err != nil {
		t.Error(err)
	}
}

func TestMetaAgreesWithAnalyzer(t *testing.T) {
	id := regexp.MustCompile(`^CL[0-9]{3}$`)
	seen := make(map[string]bool)
	for _, r := range analyzers.Rules() {
		meta := r.Meta
		t.Run(meta.ID, func(t *testing.T) {
			if !id.MatchString(meta.ID) {
				t.Errorf("ID %q is not CL and three digits", meta.ID)
			}
			if meta.Family().Title == "" {
				t.Errorf("ID %q belongs to no family", meta.ID)
			}
			if r.Analyzer.Name != meta.Name {
				t.Errorf("the analyzer is named %q, the rule %q", r.Analyzer.Name, meta.Name)
			}
			if meta.Title == "" || meta.Severity == 0 || meta.CWE == 0 || meta.Since == "" {
				t.Errorf("title, severity, CWE or since is missing in %+v", meta)
			}
			for _, since := range append(slices.Collect(maps.Values(meta.Widened)), meta.Since) {
				if err := config.CheckRelease(since); err != nil {
					t.Errorf("since: %v", err) // rules-as-of compares it
				}
			}
			for _, key := range []string{meta.ID, meta.Name} {
				if seen[key] {
					t.Errorf("%q is taken by two rules", key)
				}
				seen[key] = true
			}
		})
	}
}

func TestRulesAreSorted(t *testing.T) {
	rules := analyzers.Rules()
	for i := 1; i < len(rules); i++ {
		if rules[i-1].Meta.ID >= rules[i].Meta.ID {
			t.Errorf("%s stands before %s", rules[i-1].Meta.ID, rules[i].Meta.ID)
		}
	}
}
