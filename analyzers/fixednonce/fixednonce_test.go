package fixednonce_test

import (
	"testing"

	"github.com/cryptolint/cryptolint/analyzers/fixednonce"
	"github.com/cryptolint/cryptolint/internal/ruletest"
)

func Test(t *testing.T) { ruletest.Run(t, fixednonce.Analyzer) }
