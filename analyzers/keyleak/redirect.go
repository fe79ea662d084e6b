package keyleak

import (
	"fmt"
	"go/constant"
	"go/token"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/callback"
)

// redirects reports functions that give a redirected request its credentials again, whatever
// host it goes to.
func (c *checker) redirects() {
	reported := make(map[token.Pos]bool)
	for follow := range callback.New(c.graph).At(cryptoapi.AsRedirectCallback) {
		if reported[follow.Pos()] || follow.Touches("net/url.URL.Host", "net/http.Request.Host") || follow.Calls("net/url.URL.Hostname") || follow.CallsUnseen() {
			continue
		}
		what, at, end := credentials(follow.Callback)
		if what == "" {
			continue
		}
		reported[follow.Pos()] = true
		c.Report(rule.Finding{
			Pos: at, End: end, Severity: rule.High, Confidence: rule.Likely, Case: "redirect",
			Message: fmt.Sprintf("%s, which CheckRedirect calls, sets %s for every host", follow.Name(), what),
			Why:     "an attacker who can redirect the request to another server gets the credentials",
			Advice:  "let net/http do it, which sends them only to the same host, or compare req.URL.Host with via[0].URL.Host first",
			Steps:   flow.Path(follow.Origin, "the function that is called before each redirect"),
		})
	}
}

// credentials returns the header with credentials that a function sets, and where.
func credentials(follow *callback.Callback) (what string, at, end token.Pos) {
	for _, passed := range follow.Passes(map[string]int{"net/http.Header.Set": 0, "net/http.Header.Add": 0, "net/http.Request.SetBasicAuth": 1, "net/http.Request.AddCookie": 0}) {
		switch passed.Symbol {
		case "net/http.Request.SetBasicAuth":
			return "the header Authorization", passed.Pos, passed.End
		case "net/http.Request.AddCookie":
			return "cookies", passed.Pos, passed.End
		}
		for _, o := range passed.Value.Origins() {
			if secretHeader(o) {
				return "the header " + constant.StringVal(o.Const), passed.Pos, passed.End
			}
		}
	}
	if at := follow.Sets("net/http.Request.Header"); at.IsValid() && follow.Compares(secretHeader) == nil {
		return "all headers", at, token.NoPos
	}
	return "", token.NoPos, token.NoPos
}

// secretHeader reports whether an origin is the name of a header with credentials.
func secretHeader(o *flow.Origin) bool {
	name, ok := flow.Text(o)
	return ok && (name == "Authorization" || name == "Cookie")
}
