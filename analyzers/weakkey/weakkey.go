// Package weakkey finds keys that are too weak, whatever they are used for: RSA
// keys that are too short or have a bad exponent, and elliptic curves that are too
// small.
package weakkey

import (
	"crypto"
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"strconv"

	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/object"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL303", Name: "weakkey", Title: "RSA key or elliptic curve that is too small",
	Severity: rule.High, CWE: 326,
	Patterns: []string{"R01", "R05", "R06", "R08", "E03"},
	Instead:  []string{generate},
	Since:    "0.1.0",
	Gosec:    []string{"G403"},
	Options: []config.Option{{
		Name: bitsOption, Usage: "least size of an RSA key, in bits",
		Least: enoughBits, Initial: []string{strconv.Itoa(enoughBits)},
	}},
}

const (
	bitsOption = "rsa-bits"

	generate = "safeapi/sign.GenerateRSAPSS"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

const (
	// factoredBits is the size of RSA-250, which the authors of
	// https://eprint.iacr.org/2020/697 factored in 2020.
	factoredBits = 829

	// enoughBits is the least of NIST SP 800-131A Rev. 2, table 2: 112 bits of security.
	enoughBits = 2048

	// strictBits is what NIST SP 800-57 Part 1 Rev. 5, table 2, gives for 128 bits of
	// security.
	strictBits = 3072

	// leastExponent is the least public exponent of FIPS 186-5, section 5.1.
	leastExponent = 1<<16 + 1
)

func run(pass *rule.Pass) error {
	c := &checker{pass, flow.Of(pass.Pass)}
	for _, sink := range c.graph.Sinks(cryptoapi.AsBits) {
		if !sink.Is("crypto/rand.Prime") {
			c.bits(sink)
		}
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsCurve) {
		c.curve(sink)
	}
	for _, key := range object.New(c.graph).Of("crypto/rsa.PublicKey") {
		c.exponent(key)
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsSignerOptions) {
		c.salt(sink)
	}
	c.mentioned()
	return nil
}

type checker struct {
	*rule.Pass
	graph *flow.Graph
}

// bits reports the size of an RSA key, the smallest of several.
func (c *checker) bits(sink *flow.Sink) {
	least := int64(c.Number(bitsOption))
	origins := c.graph.Origins(sink)
	small, strict := smallest(origins, least), ""
	if small == nil && least < strictBits {
		small, strict = smallest(origins, strictBits), "strict"
		least = strictBits
	}
	if small == nil {
		return
	}
	bits, _ := flow.Integer(small)
	f := rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Confidence: confidence(origins, least), Profile: strict, Case: "bits",
		Message: fmt.Sprintf("%s generates an RSA key of %d bits", sink.Subject(), bits),
		Advice:  fmt.Sprintf("generate %d bits, or use ed25519.GenerateKey if the key only signs", max(least, strictBits)),
		Instead: generate,
		Steps:   flow.Path(small, fmt.Sprintf("%d bits", bits)),
	}
	f.Severity, f.Why = grade(bits)
	c.ReportFirst(f)
}

// smallest returns the smallest number below a limit, or nil.
func smallest(sizes flow.Value, limit int64) *flow.Origin {
	var found *flow.Origin
	for bits, o := range flow.Integers(sizes) {
		if bits > 0 && bits < limit { // 0 is a default
			found, limit = o, bits
		}
	}
	return found
}

func grade(bits int64) (rule.Severity, string) {
	switch {
	case bits <= factoredBits:
		return rule.High, "keys of up to 829 bits have been factored: an attacker can compute the private key from the public one"
	case bits < enoughBits:
		return rule.Medium, "an attacker with large resources may compute the private key from the public one"
	}
	return rule.Low, "keys below 3072 bits have less than 128 bits of security"
}

// confidence is lower if only some of the sizes are too small.
func confidence(sizes flow.Value, limit int64) rule.Confidence {
	small := 0
	for bits := range flow.Integers(sizes) {
		if bits < limit {
			small++
		}
	}
	return rule.ConfidenceOf(small, len(sizes))
}

// curve reports a new key on a small curve.
func (c *checker) curve(sink *flow.Sink) {
	if !sink.Is("crypto/ecdsa.GenerateKey", "crypto/elliptic.GenerateKey") {
		return // a key that exists already, perhaps a peer's
	}
	curves := c.graph.Origins(sink)
	for _, way := range curves {
		if len(way) == 1 && way[0].Kind == cryptoapi.Curve && way[0].Detail == "P-224" {
			f := rule.Finding{
				Pos: sink.Pos(), End: sink.End(), Severity: rule.Low, Confidence: rule.Certain, Case: "curve",
				Message: sink.Subject() + " generates a key on P-224",
				Why:     "the curve has 112 bits of security instead of 128, and TLS 1.3 and crypto/ecdh do not have it",
				Advice:  "use elliptic.P256",
				Steps:   flow.Path(way[0], "the curve is P-224"),
			}
			if len(curves) > 1 {
				f.Confidence = rule.Unsure // one of those that a user can choose
			}
			c.ReportFirst(f)
			return
		}
	}
}

// exponent reports the public exponent of a key that the program puts together.
func (c *checker) exponent(key *object.Object) {
	for e, o := range flow.Integers(key.Field("E")) {
		if e == 0 || e >= leastExponent && e%2 == 1 { // 0 is not set yet
			continue
		}
		node := key.Set("E", o)
		if node == nil || key.SetElsewhere(o) {
			continue
		}
		c.exponentAt(node, e)
	}
}

func (c *checker) exponentAt(node ast.Node, e int64) {
	f := rule.Finding{
		Pos: node.Pos(), End: node.End(), Confidence: rule.Certain, Severity: rule.Low, Case: "exponent",
		Message: fmt.Sprintf("the public exponent of rsa.PublicKey is %d", e),
		Why:     "a small exponent turns a mistake in the padding into the plaintext or a forged signature, and Go's FIPS 140-3 mode rejects the key",
		Advice:  "use 65537, the exponent of rsa.GenerateKey",
	}
	switch {
	case e == 1:
		f.Severity, f.Why = rule.High, "with 1 as the exponent, encryption does nothing, and anyone can forge signatures"
	case e%2 == 0:
		f.Severity, f.Why = rule.Medium, "no RSA key has an even exponent: crypto/rsa rejects the key, and elsewhere it cannot decrypt"
	}
	c.ReportFirst(f)
}

// salt reports PSS signatures whose salt is shorter than the hash.
func (c *checker) salt(sink *flow.Sink) {
	hash := c.graph.Beside(sink, cryptoapi.AsHashID)
	if hash == nil {
		return
	}
	size := 0
	for _, o := range c.graph.Origins(hash).Origins() {
		id, ok := flow.Integer(o)
		if !ok || cryptoapi.HashName(id) == "" {
			return
		}
		size = max(size, crypto.Hash(id).Size())
	}
	for n := range flow.Integers(c.graph.Field(sink, "SaltLength")) {
		if n > 0 && n < int64(size) {
			c.ReportFirst(rule.Finding{
				Pos: sink.Pos(), End: sink.End(), Severity: rule.Low, Confidence: rule.Certain, Profile: "strict", Case: "salt",
				Message: fmt.Sprintf("%s uses a salt of %d bytes", sink.Subject(), n),
				Why:     fmt.Sprintf("the proof of PSS is for a salt as long as the hash, %d bytes", size),
				Advice:  "set SaltLength to rsa.PSSSaltLengthEqualsHash: verifiers that detect the length accept it",
			})
			return
		}
	}
}

// mentioned reports what is weak by its name.
func (c *checker) mentioned() {
	for _, symbol := range mention.Of(c.Pass.Pass).Named("crypto/rsa.GenerateMultiPrimeKey") {
		if symbol.Call != nil && c.two(symbol.Call.Args[1]) {
			continue
		}
		c.ReportFirst(rule.Finding{
			Pos: symbol.Node.Pos(), End: symbol.Node.End(), Severity: rule.Low, Confidence: rule.Certain, Profile: "strict", Case: "primes",
			Message: "rsa.GenerateMultiPrimeKey generates a key of more than two primes",
			Why:     "it is deprecated, other programs reject such keys, and too many primes make the key easy to factor",
			Advice:  "use rsa.GenerateKey",
			Instead: generate,
		})
	}
	for _, i := range mention.Of(c.Pass.Pass).Imports {
		if i.Path == "golang.org/x/crypto/bn256" {
			c.ReportFirst(rule.Finding{
				Pos: i.Spec.Pos(), End: i.Spec.End(), Severity: rule.Low, Confidence: rule.Certain, Case: "bn256",
				Message: "golang.org/x/crypto/bn256 has about 100 bits of security",
				Why:     "advances in computing discrete logarithms have weakened the curve, and its package is deprecated",
				Advice:  "use a BLS12-381 library, such as github.com/cloudflare/circl/ecc/bls12381",
			})
		}
	}
}

// two reports whether an expression is the constant 2.
func (c *checker) two(expr ast.Expr) bool {
	value := c.TypesInfo.Types[expr].Value
	return value != nil && constant.Compare(value, token.EQL, constant.MakeInt64(2))
}
