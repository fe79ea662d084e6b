// Package cookiecrypto finds cookies that are less protected than they look: signatures that
// never expire, CSRF cookies that go over plain HTTP, sessions that scripts can read.
package cookiecrypto

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/object"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL907", Name: "cookiecrypto", Title: "cookie without sufficient protection",
	Severity: rule.Medium, CWE: 614,
	Patterns: []string{"J12", "J13"},
	Instead:  []string{cookie},
	Since:    "0.1.0",
	Gosec:    []string{"G124"},
}

const cookie = "safeapi/cookie.New"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	for _, sink := range graph.Sinks(cryptoapi.AsMaxAge) {
		if !sink.Beyond(pass.Pkg) { // stores of other packages keep sessions, and when they end, on the server
			forever(pass, graph, sink)
		}
	}
	for _, sink := range graph.Sinks(cryptoapi.AsSecureCookie) {
		overHTTP(pass, graph, sink)
	}
	objects := object.New(graph)
	for _, o := range objects.Of("net/http.Cookie") {
		if !o.Is("net/http.Request.AddCookie") && session(o) { // a client sends the value alone
			attributes(pass, o)
		}
	}
	return nil
}

// forever reports signed cookies without a limit on their age.
func forever(pass *rule.Pass, graph *flow.Graph, sink *flow.Sink) {
	for age, o := range flow.Integers(graph.Origins(sink)) {
		if age != 0 {
			continue
		}
		pass.Report(rule.Finding{
			Pos: sink.Pos(), End: sink.End(), Confidence: rule.Likely, Case: "no age", Instead: cookie,
			Message: fmt.Sprintf("%s with 0 accepts cookies of any age", sink.Subject()),
			Why:     "an attacker who gets a cookie once can use it for as long as its key is in use",
			Advice:  "pass the number of seconds that a cookie may be used",
			Steps:   flow.Path(o, "0: no limit"),
		})
		return
	}
}

// aboutProduction matches what settings are called by which a program knows that it runs on
// the machine of a developer.
var aboutProduction = lazyregexp.New(`(?i)dev|debug|prod|local|test|insecure|secure|tls|https|http|env|mode`)

// overHTTP reports the cookie of gorilla/csrf without the attribute Secure.
func overHTTP(pass *rule.Pass, graph *flow.Graph, sink *flow.Sink) {
	ways := graph.Origins(sink)
	if len(ways) != 1 || !isFalse(ways[0]) || graph.ChosenBySetting(sink, aboutProduction.MatchString) {
		return
	}
	pass.Report(rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Confidence: rule.Certain, Case: "csrf", Severity: rule.Low,
		Message: "csrf.Secure(false) also sends the cookie with the CSRF token over plain HTTP",
		Why:     "an attacker on the network can read or replace it, and then make requests in the name of the user",
		Advice:  "leave csrf.Secure out, and use csrf.PlaintextHTTPRequest where a developer runs the server without TLS",
		Steps:   flow.Path(ways[0][0], "false"),
	})
}

// isFalse reports whether an alternative is the constant false, or a flag that nobody set.
func isFalse(way flow.Alternative) bool {
	return len(way) == 1 && (way[0].Kind == cryptoapi.Zero || way[0].Const != nil && way[0].Kind == cryptoapi.Constant && !flow.True(way[0]))
}

// session reports whether a cookie lets its bearer in, by its name: it is set, and not
// deleted.
func session(o *object.Object) bool {
	names := o.Field("Name").Origins()
	if len(names) != 1 {
		return false
	}
	name, ok := flow.Text(names[0])
	if !ok || !flow.SuggestsCookie(name) {
		return false
	}
	if slices.ContainsFunc(o.Field("Value").Origins(), flow.Unset) {
		return false
	}
	for age := range flow.Integers(o.Field("MaxAge")) {
		if age < 0 {
			return false
		}
	}
	return true
}

// without says what comes of a cookie that lacks an attribute.
var without = map[string]string{
	"HttpOnly": "an attacker who can inject a script into a page can read it, and use the session elsewhere",
	"Secure":   "an attacker on the network can read it from a request over plain HTTP",
}

// attributes reports, in the profile strict, a session cookie without Secure or HttpOnly.
func attributes(pass *rule.Pass, o *object.Object) {
	if o.How != object.Passed {
		return // its caller may complete it
	}
	var missing []string
	var why string
	for _, field := range []string{"HttpOnly", "Secure"} {
		ways := o.Field(field)
		if len(ways) == 1 && isFalse(ways[0]) && !o.SetElsewhere(ways[0][0]) {
			missing = append(missing, field)
			why = without[field]
		}
	}
	if len(missing) == 0 {
		return
	}
	name, _ := flow.Text(o.Field("Name").Origins()[0])
	pass.Report(rule.Finding{
		Pos: o.Pos(), End: o.End(), Profile: "strict", Severity: rule.Low, Confidence: rule.Certain, Case: strings.Join(missing, " and "), Instead: cookie,
		Message: fmt.Sprintf("the cookie %q is set without %s", name, strings.Join(missing, " and ")),
		Why:     why, Advice: fmt.Sprintf("set %s to true", strings.Join(missing, " and ")),
	})
}
