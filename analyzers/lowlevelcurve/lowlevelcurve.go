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
			c.Report(lowOrder.Naming(e.API).At(e.Node))
		}
	}
}

// errors reports key exchanges whose error is ignored. The curves of NIST have no points of
// low order, so there is no error on them where both keys are on one curve.
func (c *checker) errors() {
	nist := mention.Of(c.Pass.Pass).Any("crypto/ecdh.P256", "crypto/ecdh.P384", "crypto/ecdh.P521")
	for _, a := range c.curves.Agreements(map[string]int{x25519: 1, ecdh: -1, exchanger: -1}) {
		if a.Symbol != x25519 && nist {
			continue
		}
		name := a.API
		if a.Callee != "" {
			name = fmt.Sprintf("%s (which calls %s)", a.Callee, a.API)
		}
		c.Report(ignored.Naming(name).At(a.Node))
	}
}

// points reports points from outside that nobody checks.
func (c *checker) points() {
	for _, d := range c.curves.Unasked("crypto/elliptic.Unmarshal", "crypto/elliptic.UnmarshalCompressed") {
		c.Report(nilPoint.Naming(d.API).At(d.Node))
	}
	for _, p := range c.curves.Points() {
		c.ReportFirst(unchecked[p.Multiplied].Naming(p.API).At(p.Node))
	}
	for _, p := range c.curves.Given() {
		f := unchecked[p.Multiplied].Naming(p.API).At(p.Node)
		f.Confidence = rule.Unsure // callers may have checked it
		c.ReportFirst(f)
	}
}

// numbers reports what is done with the numbers of keys by hand.
func (c *checker) numbers() {
	for _, n := range c.curves.Numbers(private, publicX, publicY) {
		switch field := fields[n.Field]; {
		case n.Unpadded:
			c.Report(unpadded.Naming(field.name, field.advice).At(n.Node))
		case n.Field == private && !ownArithmetic(mention.Of(c.Pass.Pass)):
			c.Report(arithmetic.Naming(field.name, n.API).At(n.Node))
		}
	}
}
