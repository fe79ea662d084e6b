// Package lowlevelcurve finds elliptic curve arithmetic that programs do themselves: points
// that nobody checks, key exchanges that accept any point, and the deprecated functions.
package lowlevelcurve

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/curve"
	"github.com/cryptolint/cryptolint/passes/mention"
	"github.com/cryptolint/cryptolint/passes/module"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL304", Name: "lowlevelcurve", Title: "elliptic curve arithmetic without checks",
	Severity: rule.Medium, CWE: 347,
	Patterns: []string{"E01", "E02", "E04", "E06"},
	Instead:  []string{encrypt, sign},
	Since:    "0.1.0",
	Lint:     []string{"SA1019"},
}

const (
	encrypt = "safeapi/hybrid.PublicKey.Encrypt"
	sign    = "safeapi/sign.GenerateEd25519"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer, module.Analyzer)

const (
	scalarMult = "golang.org/x/crypto/curve25519.ScalarMult"
	x25519     = "golang.org/x/crypto/curve25519.X25519"
	ecdh       = "crypto/ecdh.PrivateKey.ECDH"
	exchanger  = "crypto/ecdh.KeyExchanger.ECDH"
	private    = "crypto/ecdsa.PrivateKey.D"
	publicX    = "crypto/ecdsa.PublicKey.X"
	publicY    = "crypto/ecdsa.PublicKey.Y"
)

func run(pass *rule.Pass) error {
	c := &checker{pass, curve.New(flow.Of(pass.Pass))}
	c.exchanges()
	c.errors()
	if ownCurve(pass.Pkg) {
		return nil
	}
	c.points()
	c.numbers()
	c.deprecated()
	return nil
}

type checker struct {
	*rule.Pass
	curves *curve.Finder
}

// exchanges reports key exchanges that accept points of low order.
func (c *checker) exchanges() {
	for _, e := range c.curves.Exchanges(scalarMult, 2) {
		if !e.Own {
			c.Report(rule.Finding{
				Pos: e.Node.Pos(), End: e.Node.End(), Confidence: rule.Certain, Case: "low order", Instead: encrypt,
				Message: e.API + " accepts points of low order, and the result is not checked",
				Why:     "an attacker who sends such a point makes the shared secret zero, whatever the key is",
				Advice:  "use ecdh.PrivateKey.ECDH or curve25519.X25519, and return if there is an error",
			})
		}
	}
}

// errors reports key exchanges whose error is ignored. The curves of NIST have no points of
// low order, so there is no error on them where both keys are on one curve.
func (c *checker) errors() {
	mentions := mention.Of(c.Pass.Pass)
	nist := mentions.Any("crypto/ecdh.P256", "crypto/ecdh.P384", "crypto/ecdh.P521")
	for _, a := range c.curves.Agreements(map[string]int{x25519: 1, ecdh: -1, exchanger: -1}) {
		if a.Symbol != x25519 && nist {
			continue
		}
		name := a.API
		if a.Callee != "" {
			name = fmt.Sprintf("%s (which calls %s)", a.Callee, a.API)
		}
		c.Report(rule.Finding{
			Pos: a.Node.Pos(), End: a.Node.End(), Confidence: rule.Likely, Case: "error", Instead: encrypt,
			Message: fmt.Sprintf("the error of %s is ignored", name),
			Why:     "an attacker who sends a point of low order makes the shared secret empty, and knows every key that is derived from it",
			Advice:  "return if the error is not nil",
		})
	}
}

// points reports points from outside that nobody checks.
func (c *checker) points() {
	for _, d := range c.curves.Unasked("crypto/elliptic.Unmarshal", "crypto/elliptic.UnmarshalCompressed") {
		c.Report(rule.Finding{
			Pos: d.Node.Pos(), End: d.Node.End(), Confidence: rule.Likely, Case: "nil",
			Message: d.API + " returns nil for bytes that are not a point, and this is not checked",
			Why:     "an attacker who sends such bytes crashes the program",
			Advice:  "use ecdsa.ParseUncompressedPublicKey or ecdh.Curve.NewPublicKey, or return an error if the first result is nil",
		})
	}
	for _, p := range c.curves.Points() {
		c.unchecked(p, rule.Likely)
	}
	for _, p := range c.curves.Given() { // callers may have checked it
		c.unchecked(p, rule.Unsure)
	}
}

// unchecked reports a point that nobody checks, once.
func (c *checker) unchecked(p curve.Point, confidence rule.Confidence) {
	f := rule.Finding{
		Pos: p.Node.Pos(), End: p.Node.End(), Confidence: confidence, Case: "unchecked",
		Message: "nothing checks that the point for " + p.API + " is on the curve",
		Why:     "an attacker who sends another point crashes the program, or learns the private key if the curve is not one of crypto/elliptic",
		Advice:  "agree on the secret with ecdh.Curve.NewPublicKey and ecdh.PrivateKey.ECDH",
	}
	if !p.Multiplied {
		f.Severity, f.Case = rule.Low, "unchecked key"
		f.Advice = "make the key with ecdsa.ParseUncompressedPublicKey, or return an error if elliptic.Curve.IsOnCurve is false"
	}
	c.ReportFirst(f)
}

// numbers reports what is done with the numbers of keys by hand.
func (c *checker) numbers() {
	arithmetic := ownArithmetic(mention.Of(c.Pass.Pass))
	for _, n := range c.curves.Numbers(private, publicX, publicY) {
		f := rule.Finding{Pos: n.Node.Pos(), End: n.Node.End(), Severity: rule.Low, Confidence: rule.Likely}
		switch {
		case n.Unpadded:
			f.Case = "unpadded"
			f.Message = fmt.Sprintf("the bytes of %s are written without leading zeros", fields[n.Field].name)
			f.Why = "about one key in 256 comes out shorter, and other programs reject it or read a different key"
			f.Advice = fields[n.Field].advice
		case n.Field == private && !arithmetic:
			f.Case = "arithmetic"
			f.Message = fmt.Sprintf("%s computes with %s", n.API, fields[n.Field].name)
			f.Why = "an attacker who can measure how long it takes learns something about the key"
			f.Advice, f.Instead = "use ecdsa.SignASN1 or ecdh.PrivateKey.ECDH", sign
		default:
			continue
		}
		c.Report(f)
	}
}

// padded is what writes the number of a public key with its leading zeros.
const padded = "use ecdsa.PublicKey.Bytes, or big.Int.FillBytes with the size of the curve"

// fields are the numbers of keys, each with its name and what writes its bytes.
var fields = map[string]struct{ name, advice string }{
	private: {"ecdsa.PrivateKey.D", "use ecdsa.PrivateKey.Bytes, or big.Int.FillBytes with the size of the curve"},
	publicX: {"ecdsa.PublicKey.X", padded},
	publicY: {"ecdsa.PublicKey.Y", padded},
}
