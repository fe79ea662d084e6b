// Package weakhash finds digests of broken or short hashes where security depends on the
// hash: fingerprints of certificates and keys, digests of tokens, keys that are digests.
// What a file name, a cache or a protocol makes of MD5 is no defect.
package weakhash

import (
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/digest"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL102", Name: "weakhash", Title: "MD5, SHA-1 or a truncated digest where security depends on the hash",
	Severity: rule.Medium, CWE: 328,
	Patterns: []string{"H01", "H02", "H03", "H04"},
	Instead:  []string{derive, digestOfToken},
	Since:    "0.1.0",
	Gosec:    []string{"G401", "G501", "G505"},
}

const (
	derive        = "safeapi/kdf.NewArgon2id"
	digestOfToken = "safeapi/token.Fingerprint"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

type checker struct {
	*rule.Pass
	graph *flow.Graph
}

func run(pass *rule.Pass) error {
	c := &checker{pass, flow.Of(pass.Pass)}
	for _, sink := range c.graph.Sinks(cryptoapi.AsCompared, cryptoapi.AsComparedConstantTime) {
		c.compared(sink)
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsKey, cryptoapi.AsMACKey, cryptoapi.AsTokenKey) {
		c.key(sink)
	}
	c.mentioned(mention.Of(pass.Pass))
	return nil
}

// compared reports a digest that is compared, where what was hashed says that security
// depends on it.
func (c *checker) compared(sink *flow.Sink) {
	for _, pair := range c.graph.Comparisons(sink) {
		made := digest.Only(pair.Mine.Value)
		if made == nil || !cryptoapi.IsBroken(made.Detail) && made.Bytes == 0 || digest.OfOneRecord(made, pair.Theirs) || pair.Theirs.Value.Has(cryptoapi.Digest) {
			continue
		}
		if f, ok := c.judge(made, made.Of.OneVarying()); ok {
			c.report(sink, made, f)
			return
		}
	}
}

// judge judges the digest of a certificate or a public key, by which somebody else is
// recognized, and that of a token that its bearer shows.
func (c *checker) judge(made, of *flow.Origin) (f rule.Finding, ok bool) {
	if of == nil {
		return f, false
	}
	noun := digest.Token(c.graph, of)
	switch {
	case of.Kind == cryptoapi.PublicKey || flow.SuggestsCertificate(of.Name):
		f = fingerprints[cryptoapi.IsBroken(made.Detail)]
		if of.Kind != cryptoapi.PublicKey {
			f.Confidence = rule.Unsure
		}
	case noun == "":
		return f, false
	case made.Bytes == 0:
		f = ofToken
	case made.Bytes < 8:
		f = tinyOfToken
	default:
		f = cutOfToken
	}
	return f.Naming(noun, digest.Left(made, "its"), made.Detail, made.Bytes), true
}

// key reports a key that is the digest of a broken hash. CL604 reports those of passwords
// and those that are written as a text, and CL202 the ciphers whose formats make their keys so.
func (c *checker) key(sink *flow.Sink) {
	if sink.Of("crypto/des", "crypto/rc4", "golang.org/x/crypto/blowfish", "golang.org/x/crypto/cast5") {
		return
	}
	made := digest.Only(c.graph.Whole(sink))
	if made != nil && made.Spelled == "" && cryptoapi.IsBroken(made.Detail) && c.chosen(made.Of) {
		c.report(sink, made, key.Naming(sink.Subject(), cryptoapi.WithArticle(made.Detail)))
	}
}

// chosen reports whether what was hashed may be a text that somebody chose: it is configured,
// or called a key or a secret. A password is another rule's, and what is random, derived or
// authenticated cannot be guessed.
func (c *checker) chosen(of flow.Alternative) bool {
	o := of.OneVarying()
	if o == nil {
		return false
	}
	switch what := c.graph.ReadName(o.Name).What; o.Kind {
	case cryptoapi.Environment, cryptoapi.File:
		return what != "password"
	case cryptoapi.Unknown, cryptoapi.Network:
		return what == "key" || what == "token"
	}
	return false
}

func (c *checker) report(sink *flow.Sink, made *flow.Origin, f rule.Finding) {
	f.Cause, f.Prescribable = sink.CauseOf(made), true
	c.Report(f.At(sink).Along(flow.Path(made, "the "+made.Detail+" digest is computed here")))
}
