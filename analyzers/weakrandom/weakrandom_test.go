package weakrandom_test

import (
	"testing"

	"github.com/cryptolint/cryptolint/analyzers/weakrandom"
	"github.com/cryptolint/cryptolint/internal/ruletest"
)

func Test(t *testing.T) { ruletest.Run(t, weakrandom.Analyzer) }

func TestFixes(t *testing.T) {
	for _, packages := range []string{"./weakrandom/fixes", "./weakrandom/fixname"} {
		ruletest.RunFixes(t, weakrandom.Analyzer, packages)
	}
}
