package ignores_test

import (
	"testing"

	"github.com/cryptolint/cryptolint/analyzers"
	"github.com/cryptolint/cryptolint/analyzers/ignores"
	"github.com/cryptolint/cryptolint/internal/ruletest"
)

func TestIgnores(t *testing.T) {
	for _, r := range analyzers.Rules() {
		if r.Meta.ID == ignores.Meta.ID {
			ruletest.Run(t, r.Analyzer)
		}
	}
}
