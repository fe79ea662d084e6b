// Package hardcodedkey finds keys that are written in the program: an attacker who has the
// program, or its source, has the key.
package hardcodedkey

import (
	"cmp"
	"fmt"
	"go/ast"
	"path/filepath"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/callback"
	"github.com/cryptolint/cryptolint/passes/flow/digest"
	"github.com/cryptolint/cryptolint/passes/flow/encryption"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL605", Name: "hardcodedkey", Title: "key that is hard-coded in the program, or never filled",
	Severity: rule.Critical, CWE: 321,
	Patterns: []string{"Y01", "Y02", "Y03", "Y05", "Y09", "Y12", "Y04"},
	Instead:  []string{readKey, openSecrets},
	Since:    "0.1.0",
	Gosec:    []string{"G101"},
}

const (
	readKey     = "safeapi/keyfile.ReadKey"
	openSecrets = "safeapi/secretfile.Open"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

func run(pass *rule.Pass) error {
	if pass.InExample() {
		return nil
	}
	graph := flow.Of(pass.Pass)
	c := &checker{pass, graph, encryption.NewTests(graph)}
	for _, sink := range c.graph.Sinks(roles...) {
		c.judge(sink, c.graph.Origins(sink))
	}
	for keyfunc := range callback.New(c.graph).At(cryptoapi.AsKeyfunc) {
		c.judge(keyfunc.Sink, keyfunc.Returns(0))
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsPeerKey) { // a client may know the key of its server
		c.unfilled(sink, c.graph.Origins(sink))
	}
	c.stored()
	return nil
}

// roles are those of keys. That a library keeps a value secret is enough.
var roles = []cryptoapi.Role{
	cryptoapi.AsKey, cryptoapi.AsTokenKey, cryptoapi.AsMACKey, cryptoapi.AsKDFSecret, cryptoapi.AsSigningKey, cryptoapi.AsDecryptionKey,
	cryptoapi.AsSecretKey,
}

// oauth are packages whose secrets are those of OAuth clients: programs that people install
// cannot keep one, and providers do not take it for a secret (RFC 8252, section 8.5).
var oauth = []string{"golang.org/x/oauth2", "golang.org/x/oauth2/clientcredentials"}

// secretless reports whether a key is not one that the program has to keep: a function tries
// a cipher out, a number says which key it is, or another rule, tlssecrets, reports it.
func secretless(sink *flow.Sink) bool {
	return sink.Of(oauth...) || sink.Of("crypto/tls") && sink.Role == cryptoapi.AsTokenKey || selfTests.MatchString(sink.Func().Name()) || sink.MixedInside() || sink.Number()
}

type checker struct {
	*rule.Pass
	graph *flow.Graph
	tests encryption.Tests
}

// judge reports a key that is written in the program on some way, or is never filled.
func (c *checker) judge(sink *flow.Sink, key flow.Value) {
	if secretless(sink) {
		return
	}
	var found *flow.Origin
	others := 0
	for _, way := range key {
		o := written(way)
		if o == nil && !way.Only(cryptoapi.Zero) {
			others++
		}
		found = cmp.Or(found, o)
	}
	if found == nil {
		c.unfilled(sink, key)
		return
	}
	named, f := c.named(sink, found), constant
	switch _, text := flow.Text(found); {
	case c.tests.Use(sink, found), !text && (others > 0 || c.graph.Whole(sink).Any(flow.Alternative.Open)):
		return // a number is no default, but a step of a calculation
	case !named && (sink.Role == cryptoapi.AsMACKey || sink.Role == cryptoapi.AsKDFSecret), digest.Derives(c.graph, sink):
		return // the label of a derivation, such as "Bitcoin seed"
	case others > 0:
		f = byDefault
	case !named:
		f.Confidence = rule.Unsure // formats and derivations have constants too
	}
	f.Why = cmp.Or(gains[sink.Role], gain)
	switch {
	case slices.ContainsFunc(sink.Within(), obscuring.MatchString):
		f.Case, f.Severity, f.Confidence, f.Why, f.Advice = "obscured", rule.Medium, rule.Likely, reversible, adviceObscured
	case dummies.MatchString(found.Name):
		f.Severity, f.Confidence = rule.Medium, rule.Unsure
	case sink.Role == cryptoapi.AsTokenKey:
		f.Severity = rule.Critical
	}
	c.report(sink, found, f, sink.Role.Secret())
}

// computed are the kinds of which nothing is secret if what they are made from is known.
var computed = []cryptoapi.Kind{cryptoapi.Digest, cryptoapi.KDFOutput, cryptoapi.PrivateKey}

// written returns the constant that a key is, or what is computed from one and is the key, or
// nil.
func written(way flow.Alternative) *flow.Origin {
	for _, o := range way {
		constant := secret(o) && !o.Index && way.Only(cryptoapi.Constant, cryptoapi.Zero)
		if constant || len(way) == 1 && slices.Contains(computed, o.Kind) && o.Of.Only(cryptoapi.Constant, cryptoapi.Zero) && o.Of.Any(secret) {
			return o
		}
	}
	return nil
}

// secret reports whether a constant may be a secret.
func secret(o *flow.Origin) bool {
	text, ok := flow.Text(o)
	return o.Kind == cryptoapi.Constant && !(ok && (public.MatchString(text) || len(algorithm.FindAllString(text, 3)) == 3))
}

// named reports whether a name, or the text itself, says that a constant is a secret.
func (c *checker) named(sink *flow.Sink, o *flow.Origin) bool {
	text, _ := flow.Text(o)
	return sink.Role == cryptoapi.AsTokenKey || sink.Role == cryptoapi.AsSecretKey ||
		slices.ContainsFunc(append(sink.Names(), o.Name, text), func(name string) bool { return c.graph.ReadName(name).What != "" })
}

// unfilled reports a key that nothing fills: an array that is decoded into a copy, memory that
// waits for an answer. What is kept in a field may be filled there later.
func (c *checker) unfilled(sink *flow.Sink, key flow.Value) {
	f, ok := unset[sink.Role]
	if ok && key.Only(cryptoapi.Zero) && sink.Place() != flow.Kept && sink.MakesMemory(key[0][0]) && (!f.passed || c.graph.Whole(sink).Only(cryptoapi.Zero)) {
		c.report(sink, key[0][0], f.finding, f.what)
	}
}

// report reports a key once, wherever it is used.
func (c *checker) report(sink *flow.Sink, o *flow.Origin, f rule.Finding, what string) {
	f.Message = fmt.Sprintf(f.Message, sink.Role.Secret(), sink.Subject(), cmp.Or(kinds[o.Kind], "computed from a constant"))
	f.Pos, f.End, f.Cause, f.Instead, f.Steps = sink.Pos(), sink.End(), sink.CauseOf(o), readKey, flow.Path(o, what)
	c.Report(f)
}

// stored reports private keys that are written in the program, or in files that become a
// part of it, keysets of Tink that are not encrypted, and what is only called a secret.
func (c *checker) stored() {
	for text := range mention.Texts(c.Pass.Pass) {
		if privateKey.MatchString(text.Value) {
			c.private(text.Node, text.In, private)
		}
	}
	for _, embed := range mention.Embeds(c.Pass.Pass, privateKey.Match) {
		c.private(embed.Comment, filepath.Base(embed.Pattern), embedded)
	}
	for text := range mention.Secrets(c.Pass.Pass, c.graph.SurelySecret) {
		c.ReportFirst(credential.Naming(flow.NameNoun(text.In), text.In).At(text.Node))
	}
	for _, found := range mention.Of(c.Pass.Pass).Symbols {
		if f, ok := tink[found.Name]; ok {
			f.Pos, f.End, f.Case, f.Instead, f.Why, f.Advice = found.Node.Pos(), found.Node.End(), "keyset", readKey, whyKeyset, adviceKeyset
			c.Report(f)
		}
	}
}

// private reports a private key, where it is written or read.
func (c *checker) private(at ast.Node, name string, f rule.Finding) {
	f.Pos, f.End = at.Pos(), at.End()
	if dummies.MatchString(name) {
		f.Severity, f.Confidence = rule.Medium, rule.Unsure
	}
	c.Report(f)
}
