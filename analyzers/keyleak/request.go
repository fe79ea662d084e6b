package keyleak

import (
	"fmt"
	"go/constant"
	"net/textproto"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// request reports an HTTP request, or all its headers, that a sink shows, in packages whose
// requests have credentials. It returns whether the sink shows a request.
func (c *checker) request(sink *flow.Sink, where place) bool {
	if !c.graph.IsRequest(sink) {
		return false
	}
	if c.command || where == answered || sink.Through() || !credentialed(c.Pass) { // what a helper shows is reported there
		return true
	}
	c.Report(rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Severity: rule.Medium, Confidence: rule.Likely, Case: "request",
		Message: fmt.Sprintf("%s %s a request with its headers%s", sink.Subject(), where.verb, where.after),
		Why:     fmt.Sprintf(where.why, "password, token or cookie of the request"),
		Advice:  "show the method and the path of the request, or delete Authorization and Cookie from a copy made with Header.Clone",
	})
	return true
}

// credentialed reports whether requests of a package have credentials in their headers: the
// package sets or reads them by name, and nowhere deletes them.
func credentialed(pass *rule.Pass) bool {
	mentions, found := mention.Of(pass.Pass), false
	for _, symbol := range mentions.Named("net/http.Header.Set", "net/http.Header.Add", "net/http.Header.Get", "net/http.Header.Del") {
		if symbol.Call == nil {
			continue
		}
		name := symbol.Constant(0)
		switch {
		case symbol.Name == "net/http.Header.Del" && (name == nil || secretName(name)):
			return false
		case secretName(name):
			found = true
		}
	}
	return found || len(mentions.Named("net/http.Request.SetBasicAuth", "net/http.Request.BasicAuth", "net/http.Request.AddCookie", "net/http.Request.Cookie")) > 0
}

// secretName reports whether a constant names a header with credentials.
func secretName(name constant.Value) bool {
	return name != nil && name.Kind() == constant.String &&
		slices.Contains([]string{"Authorization", "Proxy-Authorization", "Cookie"}, textproto.CanonicalMIMEHeaderKey(constant.StringVal(name)))
}
