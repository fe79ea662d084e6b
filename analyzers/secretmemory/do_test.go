package secretmemory_test

import (
	"testing"

	"github.com/cryptolint/cryptolint/analyzers/secretmemory"
	"github.com/cryptolint/cryptolint/internal/ruletest"
)

// Only programs that are built with the experiment can import runtime/secret.
func TestDo(t *testing.T) {
	t.Setenv("GOEXPERIMENT", "runtimesecret")
	rules := []ruletest.Rule{{Meta: secretmemory.Meta, Analyzer: secretmemory.Analyzer}}
	program, err := ruletest.Analyze(rules, "./secretmemory/...")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range ruletest.Cases(rules) {
		if c.Name == secretmemory.Meta.Name {
			program.Check(t, c)
		}
	}
}
