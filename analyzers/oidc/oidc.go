// Package oidc finds programs that believe OpenID Connect tokens and SAML responses
// without the checks that make them genuine.
package oidc

import (
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/object"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL904", Name: "oidc", Title: "OpenID Connect or SAML without the required checks",
	Severity: rule.Critical, CWE: 347,
	Patterns: []string{"J11"},
	Since:    "0.1.0",
}

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

const (
	library = "github.com/coreos/go-oidc/v3/oidc"
	config  = library + ".Config"
)

type checker struct {
	*rule.Pass
	mentions *mention.Mentions
}

func run(pass *rule.Pass) error {
	c := &checker{pass, mention.Of(pass.Pass)}
	graph := flow.Of(pass.Pass)
	for _, sink := range graph.Sinks(cryptoapi.AsVerifyFlag) {
		if sink.Of("github.com/russellhaering/gosaml2") {
			c.unsigned(graph, sink)
		}
	}
	verifies := c.mentions.Any(library+".IDTokenVerifier.Verify") && !c.handsOn()
	// a token that comes straight from the provider, over TLS, need not be signed
	direct := c.mentions.Any("golang.org/x/oauth2.Token.Extra")
	for _, o := range object.New(graph).Of(config) {
		if !direct {
			c.skipped(o, signature)
		}
		for _, s := range claims {
			if verifies && !c.looksAt(s) {
				c.skipped(o, s)
			}
		}
	}
	return nil
}

// skipped reports a configuration with a field that is true, at the code that sets it.
func (c *checker) skipped(o *object.Object, s skip) {
	for _, way := range o.Field(s.field) {
		if len(way) == 1 && flow.True(way[0]) && o.Report(c.ReportFirst, s.f, s.field, way[0], skipping) {
			return
		}
	}
}

// unsigned reports a service provider of SAML that does not look at signatures.
func (c *checker) unsigned(graph *flow.Graph, sink *flow.Sink) {
	ways := graph.Origins(sink)
	for _, way := range ways {
		if f := response; len(way) == 1 && flow.True(way[0]) {
			f.Confidence = rule.ConfidenceAmong(len(ways))
			c.Report(f.At(sink).Along(flow.Path(way[0], skipping)))
			return
		}
	}
}

// looksAt reports whether the package reads what the skipped check would look at: the
// field of the token, or the claim by its name.
func (c *checker) looksAt(s skip) bool {
	return c.mentions.Any(s.reads...) || mention.Spells(c.Pass.Pass, s.claims...)
}

// handsOn reports whether code out of sight gets the verified tokens or their claims,
// and may make the checks: a function that returns a token, a call of another package,
// claims that are read into what others declare.
func (c *checker) handsOn() bool {
	return mention.HandsOn(c.Pass.Pass, library+".IDToken") || slices.ContainsFunc(c.mentions.Named(library+".IDToken.Claims"), func(read mention.Symbol) bool {
		return read.Call != nil && len(read.Call.Args) == 1 && !mention.Declares(c.Pkg, c.TypesInfo.TypeOf(read.Call.Args[0]))
	})
}
