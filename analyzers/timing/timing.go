// Package timing finds comparisons of MACs and secrets that end at the first
// byte that differs: how long they take tells how much of a guess was right.
package timing

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL501", Name: "timing", Title: "MAC, token or password compared with early exit",
	Severity: rule.High, CWE: 208,
	Patterns: []string{"T01", "T02", "T05"},
	Instead:  []string{verify, equal},
	Since:    "0.1.0",
}

const (
	verify = "safeapi/mac.Keyring.Verify"
	equal  = "safeapi/secret.Equal"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

// checker looks at the comparisons of one package.
type checker struct {
	*rule.Pass
	graph    *flow.Graph
	reported map[ssa.Instruction]bool // a comparison has two sides, and is reported once
}

func run(pass *rule.Pass) error {
	c := &checker{Pass: pass, graph: flow.Of(pass.Pass), reported: make(map[ssa.Instruction]bool)}
	sinks := c.graph.Sinks(cryptoapi.AsCompared)
	for _, look := range []func(*flow.Sink){c.tag, c.digest, c.secret} {
		for _, sink := range sinks {
			if !c.reported[sink.Instr] {
				look(sink)
			}
		}
	}
	return nil
}

func (c *checker) report(sink *flow.Sink, f rule.Finding) {
	c.reported[sink.Instr] = true
	f.Pos, f.End = sink.Pos(), sink.End()
	c.Report(f)
}

// tag reports a MAC that the program computes and compares with what it was sent.
func (c *checker) tag(sink *flow.Sink) {
	value := c.graph.Whole(sink)
	for _, alternative := range value {
		mac := alternative.Part(cryptoapi.MACTag)
		if mac == nil || c.saltedHash(mac) {
			continue
		}
		if other := c.graph.Other(sink); fixed(other) || holds(other, cryptoapi.MACTag) {
			return
		}
		confidence := rule.Certain
		if len(alternative) > 1 {
			confidence = rule.Likely // the tag is a part of what is compared
		}
		c.report(sink, rule.Finding{
			Confidence: confidence, Instead: verify,
			Message: fmt.Sprintf("%s is compared %s, which ends at the first byte that differs; a forger who measures the time finds a valid tag byte by byte", macName(mac), how(sink)),
			Steps:   flow.Path(mac, "computed with "+mac.Name),
			Fix:     c.fix(sink, hmacEqual),
		})
		return
	}
}

// saltedHash reports whether a MAC is only a hash with a salt for its key, as that of
// the host names in known_hosts: everybody who has the salt can make it.
func (c *checker) saltedHash(mac *flow.Origin) bool {
	salted := slices.ContainsFunc(mac.Of, func(o *flow.Origin) bool { return flow.SuggestsSalt(o.Name) })
	return salted && c.secretIn(mac.Of) == nil
}

// macName says what a MAC is called: "an HMAC-SHA-256".
func macName(mac *flow.Origin) string {
	switch {
	case mac.Detail == "":
		return "an HMAC"
	case mac.Name == "hmac.New" || strings.HasPrefix(mac.Detail, "SHA") || strings.HasPrefix(mac.Detail, "MD"):
		return "an HMAC-" + mac.Detail
	}
	return "a " + mac.Detail + " tag"
}

// digest reports a digest that was made with a secret: a MAC of a poor kind, or the
// hash of a password.
func (c *checker) digest(sink *flow.Sink) {
	for _, alternative := range c.graph.Whole(sink) {
		digest := alternative.Part(cryptoapi.Digest)
		if digest == nil {
			continue
		}
		secret := c.secretIn(digest.Of)
		if secret == nil {
			continue
		}
		if other := c.graph.Other(sink); fixed(other) || holds(other, cryptoapi.Digest) {
			return
		}
		c.report(sink, rule.Finding{
			Confidence: rule.Likely, Instead: verify,
			Message: fmt.Sprintf("the %s digest of %s is compared %s, which ends at the first byte that differs; whoever measures the time finds the digest byte by byte", digest.Detail, secret.Name, how(sink)),
			Steps:   flow.Path(digest, digest.Detail+" digest computed by "+digest.Name),
			Fix:     c.fix(sink, subtle),
		})
		return
	}
}

// secretIn returns the secret among what a digest was made of, or nil. The digest
// of nothing but a token is how tokens are stored and looked up.
func (c *checker) secretIn(of flow.Alternative) *flow.Origin {
	parts := 0
	for _, o := range of {
		if o.Kind != cryptoapi.Constant && o.Kind != cryptoapi.Zero {
			parts++
		}
	}
	for _, o := range of {
		name := c.graph.ReadName(o.Name)
		switch name.What {
		case "password", "one-time code":
			return o
		case "token", "key":
			outside := o.Kind == cryptoapi.Network || o.Kind == cryptoapi.SecureRandom || (o.Open() && o.Path == "")
			if parts > 1 || (name.Sure && !outside) {
				return o
			}
		}
	}
	return nil
}

// how says what compares.
func how(sink *flow.Sink) string {
	by := "with " + sink.API
	if sink.API == "a loop" {
		by = "in a loop"
	}
	if call, ok := sink.Node().(*ast.CallExpr); ok && sink.Through() {
		return "by " + types.ExprString(call.Fun) + " " + by
	}
	return by
}

// fixed reports whether all of a value is written in the program.
func fixed(v flow.Value) bool {
	for _, alternative := range v {
		if !alternative.Only(cryptoapi.Constant, cryptoapi.Zero) {
			return false
		}
	}
	return len(v) > 0
}

// holds reports whether an alternative has a part of one of the kinds.
func holds(v flow.Value, kinds ...cryptoapi.Kind) bool {
	return v.Any(func(a flow.Alternative) bool { return a.Has(kinds...) })
}
