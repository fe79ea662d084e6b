// Package certverify finds programs that verify certificates by themselves and leave out
// what makes that worth something: the name, the authority, the time, the revocation.
package certverify

import (
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
		for _, v := range check.Verifications() {
			if v.SentRoots != nil && !check.KnowsCertificate() {
				c.ReportOnce(sentRoots.At(v).Along(flow.Path(v.SentRoots, sentByPeer)))
			}
		}
	}
	objects := object.New(graph)
	for _, o := range objects.Of("crypto/tls.Config") {
		c.config(o)
	}
	for _, o := range objects.Of("crypto/x509.VerifyOptions") {
		c.options(o)
	}
	for _, v := range c.verdicts.Of(0, "crypto/x509.CertPool.AppendCertsFromPEM") {
		if v.Unused && !v.Operand(cryptoapi.AsCertificate).Only(cryptoapi.Constant) && !c.mentions.Any("crypto/x509.CertPool.Subjects") {
			c.ReportOnce(emptyPool.Naming(v.Subject()).At(v))
		}
	}
	c.documents()
	c.commonNames()
	return nil
}

// commonNames reports comparisons of the common name, which no verification looks at, where
// the function does not look at the other names, too.
func (c *checker) commonNames() {
	for _, comparison := range c.mentions.ComparedWithText("crypto/x509/pkix.Name.CommonName", "crypto/x509/pkix.Name.String") {
		c.ReportOnce(commonName.At(comparison))
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsCompared, cryptoapi.AsComparedConstantTime) {
		if c.graph.Origins(sink).Origins().First(cryptoapi.Network, "common name") == nil {
			continue
		}
		if around := c.callbacks.Around(sink); around == nil || !around.Touches("crypto/x509.Certificate.DNSNames", "crypto/x509.CertificateRequest.DNSNames", "crypto/x509.Certificate.URIs") {
			c.ReportOnce(commonName.At(sink))
		}
	}
}
