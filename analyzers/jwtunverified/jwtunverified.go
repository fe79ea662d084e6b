// Package jwtunverified finds JSON Web Tokens that a program believes without a look at
// the signature, and tokens that never expire for it.
package jwtunverified

import (
	"cmp"
	"fmt"
	"go/types"
	"slices"
	"strconv"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/verdict"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL902", Name: "jwtunverified", Title: "JWT that is trusted without verification",
	Severity: rule.Critical, CWE: 347,
	Patterns: []string{"J02", "J04", "J05", "J06", "J14"},
	Instead:  []string{verify},
	Since:    "0.1.0",
}

const verify = "safeapi/signedtoken.Signer.Verify"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	c := &checker{pass, graph.Table(), mention.Of(pass.Pass)}
	for _, v := range verdict.New(graph).Of(cryptoapi.Verify) {
		if v.Of(cryptoapi.JWTGo()...) && !c.looksAtValid(v) {
			c.ignored(v)
		}
	}
	if !c.verifies() {
		for _, sink := range graph.Sinks(cryptoapi.AsUnverifiedToken) {
			c.unverified(graph, sink)
		}
	}
	c.claims()
	c.addresses(graph)
	c.incomplete()
	return nil
}

type checker struct {
	*rule.Pass
	table    *cryptoapi.Table
	mentions *mention.Mentions
}

// looksAtValid reports whether the function that parses a token looks at its field
// Valid, which says the same as the error, or returns the token to others who can.
func (c *checker) looksAtValid(v *verdict.Verdict) bool {
	return c.mentions.Within(c.FunctionAround(v.Pos()), cryptoapi.InJWTGo("Token.Valid")...) || v.Function() == nil || mention.ReturnsPointer(v.Function(), cryptoapi.InJWTGo("Token")...)
}

// ignored reports a token that was parsed with a key, when nothing depends on whether
// that went well.
func (c *checker) ignored(v *verdict.Verdict) {
	f, ok := fates[v.Fate]
	if !ok {
		return
	}
	if v.Callee() != "" {
		f.Confidence = rule.Likely
	}
	c.Report(f.Naming(v.Subject(), v.Variable).At(v).Along(steps(v)))
}

// steps lead from the parser to where the program goes wrong.
func steps(v *verdict.Verdict) []rule.Step {
	what := happens[v.Fate]
	if !v.Step.IsValid() {
		return nil
	} else if what == "" && v.Uses {
		what = "its claims are used here"
	}
	return []rule.Step{{Pos: v.Pos(), Text: "it is parsed here"}, {Pos: v.Step, Text: cmp.Or(what, "it returns success here")}}
}

// verifies reports whether the package calls something that verifies, or that sounds
// like it: then a token may be read first to find its key.
func (c *checker) verifies() bool {
	return c.mentions.AnyFunc(func(function *types.Func) bool {
		return c.table.Func(function).VerifiesToken() || verifying.MatchString(function.Name()) && !slices.Contains(notVerifying, function.Name())
	})
}

// verifying matches the names of functions that sound like verification.
var verifying = lazyregexp.New(`(?i)verif|validat|authenticat|introspect|tokenreview`)

// unverified reports a token from a request that nothing in the package verifies.
func (c *checker) unverified(graph *flow.Graph, sink *flow.Sink) {
	for _, o := range graph.Passed(sink).Origins() {
		if o.Kind != cryptoapi.Network || !slices.Contains(inRequests, o.Detail) {
			continue
		}
		c.Report(rule.Finding{
			Pos: sink.Pos(), End: sink.End(), Severity: rule.High, Confidence: rule.Likely, Case: "unverified", Instead: verify,
			Message: fmt.Sprintf("%s reads a token from a request, and nothing in this package verifies it", sink.API),
			Why:     forged,
			Advice:  advice("parse it with its key", "and with jwt.WithValidMethods", sink.Of(cryptoapi.JWTGo()...)),
			Steps:   flow.Path(o, "the token of a request"),
		})
		return
	}
}

// advice says what to do, and more of it for the modules that have more to offer.
func advice(text, more string, has bool) string {
	if has {
		return text + ", " + more
	}
	return text
}

// claims reports parsers that skip the checks of the claims, unless the package makes
// such checks itself, or keeps the time in another claim, or in a header, and checks it there.
func (c *checker) claims() {
	if c.mentions.Any(claimChecks...) || slices.ContainsFunc(c.mentions.Symbols, readsExpiry) || mention.UsesField(c.Pass.Pass, expiries...) || c.onlyReads() {
		return
	}
	for _, symbol := range c.mentions.Named(skips...) {
		name := symbol.Object.Name()
		switch value := symbol.Setting(); {
		case name == "WithoutClaimsValidation":
		case value == nil || value.ExactString() != strconv.FormatBool(name == "SkipClaimsValidation"):
			continue
		case name == "WithValidate":
			name += "(false)"
		}
		c.Report(rule.Finding{
			Pos: symbol.Node.Pos(), End: symbol.Node.End(), Severity: rule.Medium, Confidence: rule.Likely, Case: "claims", Instead: verify,
			Message: name + " accepts tokens that have expired",
			Why:     "an attacker who finds an old token can use it for as long as its key is in use",
			Advice:  advice("leave it out", "and set jwt.WithLeeway for clocks that differ", symbol.Object.Name() != "WithValidate"),
		})
	}
}

// onlyReads reports whether the parsers of the package are asked for nothing but what a
// token says, which checks no claims however the parser was made.
func (c *checker) onlyReads() bool {
	return c.mentions.Any(cryptoapi.InJWTGo("Parser.ParseUnverified")...) &&
		!c.mentions.Any(cryptoapi.InJWTGo("Parser.Parse", "Parser.ParseWithClaims")...) &&
		!slices.ContainsFunc(c.mentions.Named(cryptoapi.InJWTGo("Parse", "ParseWithClaims")...), mention.Symbol.HasOptions)
}

// readsExpiry reports whether a symbol is when a token expires.
func readsExpiry(symbol mention.Symbol) bool {
	return slices.Contains([]string{"ExpiresAt", "GetExpirationTime", "Expiration"}, symbol.Object.Name())
}
