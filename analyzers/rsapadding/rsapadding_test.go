package rsapadding_test

import (
	"testing"

	"github.com/cryptolint/cryptolint/analyzers/rsapadding"
	"github.com/cryptolint/cryptolint/internal/ruletest"
)

func Test(t *testing.T) { ruletest.Run(t, rsapadding.Analyzer) }

func TestUnsafeFixes(t *testing.T) {
	ruletest.RunUnsafeFixes(t, rsapadding.Analyzer, "./rsapadding/unsafe")
}
