// Package weakkey finds keys that are too weak, whatever they are used for: RSA
// keys that are too short or have a bad exponent, and elliptic curves that are too
// small.
package weakkey

import (
	"crypto"
	"fmt"
	"go/ast"
	"math"
	"slices"
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
		c.bits(sink, int64(c.Number(bitsOption)), "")
		c.bits(sink, strictBits, "strict")
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

// bits reports an RSA key whose size is below a limit, the smallest of several.
func (c *checker) bits(sink *flow.Sink, limit int64, profile string) {
	sizes := c.graph.Origins(sink)
	small, count := below(limit, sizes)
	if small == nil {
		return
	}
	bits, _ := flow.Integer(small)
	grade := grades[slices.IndexFunc(grades, func(g grade) bool { return bits <= g.most })]
	c.reportAt(sink, rule.Finding{
		Severity: grade.severity, Confidence: rule.ConfidenceOf(count, len(sizes)), Profile: profile, Case: "bits",
		Message: fmt.Sprintf("%s generates an RSA key of %d bits", sink.Subject(), bits),
		Why:     grade.why,
		Advice:  fmt.Sprintf("generate %d bits, or use ed25519.GenerateKey if the key only signs", max(limit, strictBits)),
		Instead: generate,
		Steps:   flow.Path(small, fmt.Sprintf("%d bits", bits)),
	})
}

// below returns the smallest number below a limit, or nil, and how many are.
func below(limit int64, sizes flow.Value) (smallest *flow.Origin, count int) {
	least := limit
	for bits, o := range flow.Integers(sizes) {
		if bits < limit {
			count++
		}
		if bits > 0 && bits < least { // 0 is a default
			smallest, least = o, bits
		}
	}
	return smallest, count
}

// grade says how bad it is that a key has at most some bits.
type grade struct {
	most     int64
	severity rule.Severity
	why      string
}

var grades = []grade{
	{factoredBits, rule.High, "keys of up to 829 bits have been factored: an attacker can compute the private key from the public one"},
	{enoughBits - 1, rule.Medium, "an attacker with large resources may compute the private key from the public one"},
	{math.MaxInt64, rule.Low, "keys below 3072 bits have less than 128 bits of security"},
}

// curve reports a new key on a small curve.
func (c *checker) curve(sink *flow.Sink) {
	if !sink.Is("crypto/ecdsa.GenerateKey", "crypto/elliptic.GenerateKey") {
		return // a key that exists already, perhaps a peer's
	}
	curves := c.graph.Origins(sink)
	for _, way := range curves {
		if len(way) == 1 && way[0].Kind == cryptoapi.Curve && way[0].Detail == "P-224" {
			f := p224.Naming(sink.Subject()).Along(flow.Path(way[0], "the curve is P-224"))
			if len(curves) > 1 {
				f.Confidence = rule.Unsure // one of those that a user can choose
			}
			c.reportAt(sink, f)
		}
	}
}

// exponent reports the public exponent of a key that the program puts together.
func (c *checker) exponent(key *object.Object) {
	for e, o := range flow.Integers(key.Field("E")) {
		valid := e == 0 || e >= leastExponent && e%2 == 1 // 0 is not set yet
		if node := key.Set("E", o); !valid && node != nil && !key.SetElsewhere(o) {
			c.reportAt(node, badExponent(e).Naming(e))
		}
	}
}

func badExponent(e int64) rule.Finding {
	switch {
	case e == 1:
		return exponentOne
	case e%2 == 0:
		return exponentEven
	}
	return exponentSmall
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
			c.reportAt(sink, shortSalt.Naming(sink.Subject(), n, size))
		}
	}
}

// mentioned reports what is weak by its name.
func (c *checker) mentioned() {
	mentions := mention.Of(c.Pass.Pass)
	for _, symbol := range mentions.Named("crypto/rsa.GenerateMultiPrimeKey") {
		if primes := symbol.Constant(1); primes == nil || primes.ExactString() != "2" {
			c.reportAt(symbol.Node, multiPrime)
		}
	}
	for _, i := range mentions.Imports {
		if i.Path == "golang.org/x/crypto/bn256" {
			c.reportAt(i.Spec, bn256)
		}
	}
}

// reportAt reports what is wrong with the code of a node, once.
func (c *checker) reportAt(node ast.Node, f rule.Finding) { c.ReportFirst(f.At(node)) }
