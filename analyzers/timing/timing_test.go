package timing_test

import (
	"testing"

	"github.com/cryptolint/cryptolint/analyzers/timing"
	"github.com/cryptolint/cryptolint/internal/ruletest"
)

func Test(t *testing.T) { ruletest.Run(t, timing.Analyzer) }

func TestFixes(t *testing.T) { ruletest.RunFixes(t, timing.Analyzer, "./timing/fix") }
