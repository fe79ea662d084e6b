package weaksignature_test

import (
	"testing"

	"github.com/cryptolint/cryptolint/analyzers/weaksignature"
	"github.com/cryptolint/cryptolint/internal/ruletest"
)

func Test(t *testing.T) { ruletest.Run(t, weaksignature.Analyzer) }

func TestStrict(t *testing.T) {
	ruletest.RunProfile(t, weaksignature.Analyzer, "strict", "./profiles/strict/...")
}
