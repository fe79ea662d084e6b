package callback_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/callback"
)

var accepted = map[callback.Acceptance]string{
	callback.Some: "some", callback.Signed: "signed", callback.AnyAuthority: "any authority", callback.AnyName: "any name", callback.AnyUsage: "any usage",
}

// verifications reports what the functions accept that check certificates.
var verifications = &analysis.Analyzer{
	Name: "verificationprobe", Doc: "tell which certificates callbacks accept", Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		for check := range callback.New(flow.Of(pass)).At(cryptoapi.AsVerifyCallback) {
			if check.KnowsCertificate() {
				pass.Reportf(check.Sink.Pos(), "known")
			}
			for _, v := range check.Verifications() {
				text := accepted[v.Accepts]
				if v.SentRoots != nil {
					text += ", sent roots"
				}
				pass.Reportf(v.Pos(), "%s", text)
			}
		}
		return nil, nil
	},
}

func TestVerifications(t *testing.T) {
	ruletest.Run(t, verifications, "./flow/callbacks/verifications")
}
