package mention_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/mention"
)

func TestCredentials(t *testing.T) {
	probe := &analysis.Analyzer{
		Name: "headerprobe", Doc: "tell whether requests have credentials", Requires: []*analysis.Analyzer{mention.Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			if mention.Of(pass).Credentials() {
				pass.Reportf(pass.Files[0].Package, "credentials")
			}
			return nil, nil
		},
	}
	ruletest.Run(t, probe, "./flow/headers/...")
}
