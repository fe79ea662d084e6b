// Package weaksignature finds digests of broken hashes that are signed or
// verified: a collision in the hash is a forged signature. It also finds messages
// that RSA signs without a hash, digests signed under the name of another hash, and
// signatures with DSA.
package weaksignature

import (
	"fmt"
	"go/token"

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
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

// checker reports one finding for each signature: the digest, the name of its hash
// and the options of one call are one defect.
type checker struct {
	*rule.Pass
	graph  *flow.Graph
	told   map[token.Pos]bool // calls
	tables tables
}

func run(pass *rule.Pass) error {
	c := &checker{Pass: pass, graph: flow.Of(pass.Pass), told: make(map[token.Pos]bool)}
	for _, sink := range c.graph.Sinks(cryptoapi.AsDigest, cryptoapi.AsUnsignedDigest) {
		c.digest(sink)
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsHashID, cryptoapi.AsSignerOptions) {
		c.hash(sink)
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsSignatureAlgorithm) {
		c.algorithm(sink, c.graph.Origins(sink), cryptoapi.SignatureAlgorithmHash)
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsSignatureSchemes) {
		c.algorithm(sink, c.graph.Elements(sink), cryptoapi.SignatureSchemeHash)
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsParameterSizes) {
		c.parameters(sink)
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsDigest) {
		c.padding(sink) // last: whatever else is wrong at a call is worse
	}
	for _, finding := range c.tables.findings() {
		c.Report(finding)
	}
	return nil
}

// digest looks at what is signed or verified.
func (c *checker) digest(sink *flow.Sink) {
	if _, weak, _ := weakHash(c.graph.CalleeOther(sink)); weak != "" {
		return // the callee names the weak hash: told there
	}
	switch {
	case c.weakDigest(sink):
	case sink.Is("crypto/dsa.Sign") && !sink.Through():
		c.report(sink, rule.Finding{
			Severity: rule.Medium, Confidence: rule.Certain,
			Message: "dsa.Sign creates a DSA signature",
			Why:     "FIPS 186-5 withdrew DSA: a nonce that repeats or is biased reveals the private key",
			Advice:  "use ed25519.Sign",
		})
	case sink.Role == cryptoapi.AsDigest && sink.Of("crypto/rsa"):
		c.other(sink)
	}
}

// padding reports signatures with the old padding, in the profile strict: they are
// sound as far as is known, and many protocols prescribe them.
func (c *checker) padding(sink *flow.Sink) {
	if !sink.Is("crypto/rsa.SignPKCS1v15") || sink.Through() {
		return
	}
	c.report(sink, rule.Finding{
		Severity: rule.Low, Confidence: rule.Certain, Profile: "strict",
		Message: "rsa.SignPKCS1v15 signs with PKCS #1 v1.5 padding",
		Why:     "no attack is known, but only PSS has a security proof",
		Advice:  "use rsa.SignPSS",
	})
}

// weakDigest reports a digest of a broken hash.
func (c *checker) weakDigest(sink *flow.Sink) bool {
	origins := c.graph.Origins(sink)
	var found *flow.Origin
	count := 0
	for _, alternative := range origins {
		weak := alternative.Part(cryptoapi.Digest)
		if weak == nil || !cryptoapi.IsBroken(weak.Detail) || (sink.Role == cryptoapi.AsUnsignedDigest && !alternative.Only(cryptoapi.Digest)) {
			continue
		}
		count++
		if found == nil {
			found = weak
		}
	}
	if found == nil {
		return false
	}
	f := rule.Finding{
		Confidence: rule.ConfidenceOf(count, len(origins)),
		Message:    use(sink, cryptoapi.WithArticle(found.Detail)+" digest"),
		Why:        collision(found.Detail),
		Steps:      flow.Path(found, cryptoapi.WithArticle(found.Detail)+" digest is computed here"),
	}
	switch {
	case f.Confidence != rule.Unsure:
		c.report(sink, f)
	case c.complete(sink, &f):
		c.tables.add(f)
	}
	return true
}

// other reports a message that is signed without a hash, and a digest that goes by
// the name of another hash.
func (c *checker) other(sink *flow.Sink) {
	digests, names := c.graph.Origins(sink), c.graph.Other(sink)
	if unhashed(names) && sink.Text() && !digests.Has(cryptoapi.Digest) {
		c.report(sink, rule.Finding{
			Confidence: rule.Likely,
			Message:    use(sink, "a message that is not hashed"),
			Why:        "with crypto.Hash(0) the signature does not name the hash, and signing a longer message fails",
			Advice:     "hash the message with crypto/sha256 and pass crypto.SHA256",
		})
		return
	}
	if digest, name := mismatch(digests, names); digest != nil {
		c.report(sink, rule.Finding{
			Severity: rule.Medium, Confidence: rule.Certain,
			Message: fmt.Sprintf("%s receives %s digest, but its hash argument is %s", sink.API, cryptoapi.WithArticle(digest.Detail), name),
			Why:     "the call fails, or the other side rejects the signature",
			Advice:  "pass the crypto.Hash of the hash that computes the digest",
			Steps:   flow.Path(digest, cryptoapi.WithArticle(digest.Detail)+" digest is computed here"),
		})
	}
}

// hash reports the name of a broken hash beside a digest that cannot be seen.
func (c *checker) hash(sink *flow.Sink) {
	names := c.graph.Field(sink, "Hash")
	o, weak, count := weakHash(names)
	if o == nil {
		return
	}
	c.report(sink, rule.Finding{
		Confidence: rule.ConfidenceOf(count, len(names)),
		Message:    use(sink, cryptoapi.WithArticle(weak)+" digest"),
		Why:        collision(weak),
		Steps:      flow.Path(o, "the hash is "+weak),
	})
}

// algorithm reports a signature algorithm with a broken hash.
func (c *checker) algorithm(sink *flow.Sink, algorithms flow.Value, hashOf func(int64) string) {
	for _, o := range algorithms.Origins() {
		id, ok := flow.Integer(o)
		if !ok || !cryptoapi.IsBroken(hashOf(id)) {
			continue
		}
		hash := hashOf(id)
		c.report(sink, rule.Finding{
			Confidence: rule.ConfidenceOf(1, len(algorithms)),
			Message:    sink.API + " " + algorithmVerb(sink, hash),
			Why:        collision(hash),
			Advice:     algorithmAdvice(sink),
			Steps:      flow.Path(o, "the algorithm signs "+cryptoapi.WithArticle(hash)+" digest"),
		})
		return
	}
}

// parameters reports DSA parameters of 1024 bits.
func (c *checker) parameters(sink *flow.Sink) {
	for _, o := range c.graph.Origins(sink).Origins() {
		if id, ok := flow.Integer(o); ok && cryptoapi.DSABits(id) == 1024 {
			c.report(sink, rule.Finding{
				Confidence: rule.Certain,
				Message:    sink.API + " generates a 1024-bit DSA key",
				Why:        "1024 bits are too short, and FIPS 186-5 withdrew DSA",
				Advice:     "use ed25519.GenerateKey",
			})
		}
	}
}
