// Package weaksignature finds digests of broken hashes that are signed or
// verified: a collision in the hash is a forged signature. It also finds messages
// that RSA signs without a hash, digests signed under the name of another hash, and
// signatures with DSA.
package weaksignature

import (
	"cmp"
	"fmt"
	"go/token"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL101", Name: "weaksignature", Title: "signature over an MD5, SHA-1, MD4 or RIPEMD-160 digest",
	Severity: rule.High, CWE: 327,
	Patterns: []string{"S03", "S04", "S05", "S06", "S09"},
	Instead:  []string{sign, verify},
	Since:    "0.1.0",
	Gosec:    []string{"G401", "G501", "G505"},
}

const (
	sign   = "safeapi/sign.PrivateKey.Sign"
	verify = "safeapi/sign.PublicKey.Verify"

	computed = " digest is computed here"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

// checker reports one finding for each signature: the digest, the name of its hash
// and the options of one call are one defect.
type checker struct {
	*rule.Pass
	graph   *flow.Graph
	told    map[token.Pos]bool // calls
	choices []rule.Finding     // of a hash among many: one defect, however many calls it decides
}

func run(pass *rule.Pass) error {
	c := &checker{Pass: pass, graph: flow.Of(pass.Pass), told: make(map[token.Pos]bool)}
	for _, sink := range c.graph.Sinks(cryptoapi.AsDigest, cryptoapi.AsUnsignedDigest) {
		c.digest(sink)
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsHashID, cryptoapi.AsSignerOptions) {
		c.named(sink, c.graph.Field(sink, "Hash"), flow.HashName, ofHash, "the hash is %[2]s")
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsSignatureAlgorithm) {
		c.named(sink, c.graph.Origins(sink), numbered(cryptoapi.SignatureAlgorithmHash), algorithm, "the algorithm signs %[1]s digest")
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsSignatureSchemes) {
		c.named(sink, c.graph.Elements(sink), numbered(cryptoapi.SignatureSchemeHash), schemes, "the algorithm signs %[1]s digest")
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsParameterSizes) {
		for sizes := range flow.Integers(c.graph.Origins(sink)) {
			if cryptoapi.DSABits(sizes) == 1024 {
				c.report(sink, shortDSA, "", "")
			}
		}
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsDigest) {
		if sink.Is("crypto/rsa.SignPKCS1v15") && !sink.Through() {
			c.report(sink, oldPadding, "", "") // last: whatever else is wrong at a call is worse
		}
	}
	c.ReportTogether(c.choices, "the same choice of hash decides here")
	return nil
}

// digest looks at what is signed or verified, unless the function that is called names a broken
// hash: that is told there.
func (c *checker) digest(sink *flow.Sink) {
	if weak, _, _ := broken(c.graph.CalleeOther(sink).Origins(), flow.HashName); weak != nil {
		return
	}
	digests, names := c.graph.Origins(sink), c.graph.Other(sink)
	var parts flow.Alternative
	for _, way := range digests {
		if part := way.Part(cryptoapi.Digest); part != nil && (sink.Role != cryptoapi.AsUnsignedDigest || way.Only(cryptoapi.Digest)) {
			parts = append(parts, part)
		}
	}
	made, named := flow.Hashes(digests), flow.Hashes(names)
	switch weak, hash, count := broken(parts, flow.HashName); {
	case weak != nil:
		f := ofHash.Along(flow.Path(weak, cryptoapi.WithArticle(hash)+computed))
		f.Confidence = rule.ConfidenceOf(count, len(digests))
		c.report(sink, f, hash, "")
	case sink.Is("crypto/dsa.Sign") && !sink.Through():
		c.report(sink, ofDSA, "", "")
	case sink.Role != cryptoapi.AsDigest || !sink.Of("crypto/rsa"):
	case names.All(isNone) && sink.Text() && !digests.Has(cryptoapi.Digest):
		c.report(sink, unhashed, "", "")
	case made != nil && named != nil && !slices.ContainsFunc(named, func(name string) bool { return slices.Contains(made, name) }):
		last, name := parts[len(parts)-1], named[len(named)-1]
		c.report(sink, mismatch.Along(flow.Path(last, cryptoapi.WithArticle(last.Detail)+computed)), last.Detail, name)
	}
}

// isNone reports whether the name of a hash is crypto.Hash(0).
func isNone(way flow.Alternative) bool {
	id, ok := flow.OnlyInteger(way)
	return ok && id == 0
}

// named reports the name of a broken hash, or of an algorithm with one.
func (c *checker) named(sink *flow.Sink, names flow.Value, hashOf func(*flow.Origin) string, f rule.Finding, step string) {
	weak, hash, count := broken(names.Origins(), hashOf)
	if weak == nil {
		return
	}
	f.Confidence = rule.ConfidenceOf(count, len(names))
	c.report(sink, f.Along(flow.Path(weak, fmt.Sprintf(step, cryptoapi.WithArticle(hash), hash))), hash, "")
}

// numbered returns the hashes of the algorithms that numbers stand for.
func numbered(hash func(int64) string) func(*flow.Origin) string {
	return func(o *flow.Origin) string {
		id, _ := flow.Integer(o)
		return hash(id)
	}
}

// broken returns the first origin that has a broken hash, and how many have one.
func broken(origins flow.Alternative, hashOf func(*flow.Origin) string) (first *flow.Origin, hash string, count int) {
	for _, o := range slices.Backward(origins) {
		if name := hashOf(o); cryptoapi.IsBroken(name) {
			first, hash, count = o, name, count+1
		}
	}
	return first, hash, count
}

// report completes a finding, unless something else that is wrong with the call was told. What is
// one of many in a list of algorithms, as of X.509 and TLS, is a finding of its own.
func (c *checker) report(sink *flow.Sink, f rule.Finding, hash, other string) {
	if c.told[sink.Pos()] {
		return
	}
	c.told[sink.Pos()] = true
	s, listed := sides[sink.Does(cryptoapi.Verify)], sink.Role == cryptoapi.AsSignatureAlgorithm || sink.Role == cryptoapi.AsSignatureSchemes
	if listed {
		s = algorithmSides[sink.Does(cryptoapi.Verify)]
	}
	f = f.Naming(sink.Subject(), sink.API, s.does, cryptoapi.WithArticle(hash), hash, other).At(sink)
	f.Severity, f.Advice, f.Instead, f.Prescribable = cmp.Or(f.Severity, s.severity), cmp.Or(f.Advice, s.advice), s.instead, true
	if f.Confidence == rule.Unsure && !listed {
		c.choices = append(c.choices, f)
		return
	}
	c.Report(f)
}
