package callback_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/callback"
)

// credentials reports what functions add to redirected requests.
var credentials = &analysis.Analyzer{
	Name: "credentialprobe", Doc: "tell which credentials callbacks add", Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		for follow := range callback.New(flow.Of(pass)).At(cryptoapi.AsRedirectCallback) {
			if added := follow.AddsCredentials(); added != nil {
				pass.ReportRangef(added, "%s", added.What)
			}
		}
		return nil, nil
	},
}

func TestAddsCredentials(t *testing.T) {
	ruletest.Run(t, credentials, "./flow/credentials")
}
