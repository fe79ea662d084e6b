package tlssecrets

import (
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/flow/callback"
	"github.com/cryptolint/cryptolint/passes/flow/object"
	"github.com/cryptolint/cryptolint/passes/module"
)

// What is found of a configuration that GetConfigForClient returns, and that shares the keys of
// its tickets with the configuration that has the function.
var (
	checksOthers = rule.Finding{
		Severity: rule.Medium, Confidence: rule.Likely, Case: "shared", Instead: server,
		Message: "a configuration that GetConfigForClient returns checks certificates in VerifyPeerCertificate, and accepts session tickets of the other configurations",
		Why:     "an attacker who may connect by another configuration can resume that session here, where the function is not called",
		Advice:  "check in VerifyConnection, or set SessionTicketsDisabled",
	}
	trustsOthers = rule.Finding{
		Severity: rule.Low, Confidence: rule.Likely, Profile: "strict", Case: "roots", Instead: server,
		Message: "a configuration that GetConfigForClient returns has its own ClientCAs, and accepts session tickets of the other configurations",
		Why:     "releases of Go that the go line allows resume a session whose certificate comes from another authority (CVE-2025-68121)",
		Advice:  "raise the go line to 1.24 or later, and build with the last minor release, or set SessionTicketsDisabled",
	}
)

const checks = "VerifyPeerCertificate"

// shared reports configurations that a function of another returns, and that are not meant for
// everybody whom the other lets in.
func shared(pass *rule.Pass, callbacks *callback.Finder, configs []*object.Object) {
	old := module.Of(pass.Pass).Before("go1.24")
	for _, outer := range configs {
		for choice := range callbacks.In(outer.Field("GetConfigForClient")) {
			if choice.Calls("crypto/tls.Config.SetSessionTicketKeys") {
				continue
			}
			for _, o := range configs {
				if o.How != object.Returned || !choice.Is(callbacks.Of(o.Function())) || !o.Unset("SessionTicketsDisabled") || !o.Unset("VerifyConnection") {
					continue
				}
				if verify := o.Field(checks); !outer.Unset(checks) {
					continue
				} else if set, all := callbacks.All(verify); len(set) > 0 && all {
					o.Report(pass.ReportOnce, checksOthers, checks, verify[0][0], "the function")
				} else if authorities := o.Field("ClientCAs"); old && o.Set("ClientCAs", authorities[0][0]) != nil {
					o.Report(pass.ReportOnce, trustsOthers, "ClientCAs", authorities[0][0], "the authorities")
				}
			}
		}
	}
}
