package weakrandom_test

import (
	"testing"

	"github.com/cryptolint/cryptolint/analyzers/weakrandom"
	"github.com/cryptolint/cryptolint/internal/ruletest"
)

func Test(t *testing.T) { ruletest.Run(t, weakrandom.Analyzer) }
