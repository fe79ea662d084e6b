// Package hardcodedkey finds keys that are written in the program: an attacker who has the
// program, or its source, has the key.
package hardcodedkey

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/callback"
	"github.com/cryptolint/cryptolint/passes/flow/encryption"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL605", Name: "hardcodedkey", Title: "key that is hard-coded in the program, or never filled",
	Severity: rule.Critical, CWE: 321,
	Patterns: []string{"Y01", "Y02", "Y03", "Y05", "Y09", "Y12"},
	Instead:  []string{readKey},
	Since:    "0.1.0",
	Gosec:    []string{"G101"},
}

const readKey = "safeapi/keyfile.ReadKey"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

func run(pass *rule.Pass) error {
	if pass.InExample() {
		return nil
	}
	graph := flow.Of(pass.Pass)
	c := &checker{pass, graph, encryption.NewTests(graph)}
	for _, sink := range c.graph.Sinks(roles...) {
		if !publicClient(sink) && !sessionTickets(sink) {
			c.judge(sink, c.graph.Origins(sink))
		}
	}
	for keyfunc := range callback.New(c.graph).At(cryptoapi.AsKeyfunc) {
		c.judge(keyfunc.Sink, keyfunc.Returns(0))
	}
	c.peers()
	c.privateKeys()
	c.embedded()
	c.keysets()
	return nil
}

// roles are those of keys. That a library keeps a value secret is enough.
var roles = []cryptoapi.Role{
	cryptoapi.AsKey, cryptoapi.AsTokenKey, cryptoapi.AsMACKey, cryptoapi.AsKDFSecret, cryptoapi.AsSigningKey, cryptoapi.AsDecryptionKey,
	cryptoapi.AsSecretKey,
}

// publicClient reports whether a secret is that of an OAuth client: programs that people
// install cannot keep one, and providers do not take it for a secret (RFC 8252, section
// 8.5).
func publicClient(sink *flow.Sink) bool {
	return sink.Of("golang.org/x/oauth2", "golang.org/x/oauth2/clientcredentials")
}

// sessionTickets reports whether a key is that of TLS session tickets, which tlssecrets
// reports.
func sessionTickets(sink *flow.Sink) bool {
	return sink.Of("crypto/tls") && sink.Role == cryptoapi.AsTokenKey
}

type checker struct {
	*rule.Pass
	graph *flow.Graph
	tests encryption.Tests
}

// judge reports a key that is a constant on some way, or is never filled.
func (c *checker) judge(sink *flow.Sink, key flow.Value) {
	if selfTest(sink) || sink.MixedInside() || sink.Number() {
		return // a number says which key, or which kind of it
	}
	var found *flow.Origin
	var how string
	others, empty := 0, 0
	for _, alternative := range key {
		o, what := c.constant(sink, alternative)
		switch {
		case o != nil && found == nil:
			found, how = o, what
		case o != nil:
		case alternative.Only(cryptoapi.Zero):
			empty++
		default:
			others++
		}
	}
	switch {
	case found != nil && c.tests.Use(sink, found):
	case found != nil:
		if _, text := flow.Text(found); text || others == 0 && !c.openWay(sink) { // a number is no default, but a step of a calculation
			c.constantKey(sink, found, how, others)
		}
	case empty == 0 || empty < len(key) || !unfilled(sink, key[0][0]):
	case sink.Role == cryptoapi.AsKey:
		c.report(sink, key[0][0], rule.Finding{
			Case: "zero", Severity: rule.High, Confidence: rule.Likely,
			Message: fmt.Sprintf("the key of %s is never filled: it is all zero bytes", sink.Subject()),
			Why:     "an attacker needs no key to decrypt what is encrypted with it",
			Advice:  "fill it with crypto/rand.Read, or read it from a file",
		}, "key of zero bytes")
	case sink.Role == cryptoapi.AsKeyfunc, sink.Role == cryptoapi.AsTokenKey && !c.maybeFilled(sink):
		c.report(sink, key[0][0], rule.Finding{
			Case: "empty", Confidence: rule.Likely,
			Message: fmt.Sprintf("the key of %s is never set: it is empty or all zero bytes", sink.Subject()),
			Why:     "an attacker needs no key to forge tokens of any user",
			Advice:  "read it from a file, or refuse to start without one",
		}, "empty key")
	}
}
