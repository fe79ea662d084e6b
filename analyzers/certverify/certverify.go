// Package certverify finds programs that verify certificates by themselves and leave out
// what makes that worth something: the name, the authority, the time, the revocation.
package certverify

import (
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/callback"
	"github.com/cryptolint/cryptolint/passes/flow/object"
	"github.com/cryptolint/cryptolint/passes/flow/verdict"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL707", Name: "certverify", Title: "certificate verification that is incomplete",
	Severity: rule.High, CWE: 295,
	Patterns: []string{"X01", "X02", "X03", "X07", "X08", "X09", "X10", "L17"},
	Instead:  []string{client, server, verify, roots},
	Since:    "0.1.0",
}

const (
	client = "safeapi/tlsconf.ClientWithRoots"
	server = "safeapi/tlsconf.MutualServer"
	verify = "safeapi/tlsconf.VerifyChain"
	roots  = "safeapi/tlsconf.Roots"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

type checker struct {
	*rule.Pass
	graph     *flow.Graph
	callbacks *callback.Finder
	verdicts  *verdict.Finder
	mentions  *mention.Mentions
}

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	c := &checker{pass, graph, callback.New(graph), verdict.New(graph), mention.Of(pass.Pass)}
	for check := range c.callbacks.At(cryptoapi.AsVerifyCallback) {
		c.rootsOfPeer(check.Callback)
	}
	objects := object.New(graph)
	for _, o := range objects.Of("crypto/tls.Config") {
		c.config(o)
	}
	for _, o := range objects.Of("crypto/x509.VerifyOptions") {
		c.options(o)
	}
	for _, v := range c.verdicts.Of(0, "crypto/x509.CertPool.AppendCertsFromPEM") {
		c.pool(v)
	}
	c.statuses()
	c.requests()
	c.headers()
	c.commonNames()
	return nil
}

// at places a finding at the code that sets a field, or where the object is used.
func at(f rule.Finding, o *object.Object, field string, origin *flow.Origin) rule.Finding {
	node := o.SetAt(field, origin)
	f.Pos, f.End = node.Pos(), node.End()
	return f
}

// names reports whether the package names one of the symbols.
func (c *checker) names(symbols ...string) bool { return c.mentions.Any(symbols...) }

// checks reports whether the package names one of the symbols, or calls a function that
// returns what one of them finds out.
func (c *checker) checks(symbols ...string) bool {
	return c.names(symbols...) || len(c.verdicts.Of(0, symbols...)) > 0
}

// unset reports whether a value is nil, zero or an empty text on all ways.
func unset(v flow.Value) bool {
	return len(v) > 0 && !slices.ContainsFunc(v.Origins(), func(o *flow.Origin) bool { return !flow.Unset(o) })
}
