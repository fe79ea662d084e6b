package keyleak

import (
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/callback"
	"github.com/cryptolint/cryptolint/passes/flow/exposure"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// request reports an HTTP request, or all its headers, that a sink shows, in packages whose
// requests have credentials. What a helper shows is reported there.
func (c *checker) request(sink *flow.Sink, where exposure.Place) {
	if c.command || where == exposure.Answer || sink.Through() || !mention.Of(c.Pass.Pass).Credentials() {
		return
	}
	f := places[where].Naming(sink.Subject(), "a request with its headers", "password, token or cookie of the request").At(sink)
	f.Severity, f.Case, f.Instead = rule.Medium, "request", ""
	f.Advice = "show the method and the path of the request, or delete Authorization and Cookie from a copy made with Header.Clone"
	c.Report(f)
}

// redirected is the finding of a function that is called before each redirect.
var redirected = rule.Finding{
	Severity: rule.High, Confidence: rule.Likely, Case: "redirect",
	Message: "%[1]s, which CheckRedirect calls, sets %[2]s for every host",
	Why:     "an attacker who can redirect the request to another server gets the credentials",
	Advice:  "let net/http do it, which sends them only to the same host, or compare req.URL.Host with via[0].URL.Host first",
}

// redirects reports functions that give a redirected request its credentials again, whatever
// host it goes to.
func (c *checker) redirects() {
	for follow := range callback.New(c.graph).At(cryptoapi.AsRedirectCallback) {
		if follow.Touches("net/url.URL.Host", "net/http.Request.Host") || follow.Calls("net/url.URL.Hostname") || follow.CallsUnseen() {
			continue
		}
		if added := follow.AddsCredentials(); added != nil {
			c.ReportFirst(redirected.Naming(follow.Name(), added.What).At(added).Along(flow.Path(follow.Origin, "the function that is called before each redirect")))
		}
	}
}
