package ecb_test

import (
	"testing"

	"github.com/cryptolint/cryptolint/analyzers/ecb"
	"github.com/cryptolint/cryptolint/internal/ruletest"
)

func Test(t *testing.T) { ruletest.Run(t, ecb.Analyzer) }
