// Package jwtkey finds keys of JSON Web Tokens that an attacker can guess or choose.
package jwtkey

import (
	"fmt"
	"go/token"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/callback"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL903", Name: "jwtkey", Title: "JWT key that an attacker can guess or choose",
	Severity: rule.High, CWE: 347,
	Patterns: []string{"J07", "J08"},
	Instead:  []string{signer},
	Since:    "0.1.0",
}

const signer = "safeapi/signedtoken.New"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

type checker struct {
	*rule.Pass
	graph *flow.Graph
	told  map[token.Pos]bool
}

func run(pass *rule.Pass) error {
	c := &checker{pass, flow.Of(pass.Pass), make(map[token.Pos]bool)}
	for _, sink := range c.graph.Sinks(cryptoapi.AsTokenKey) {
		if sink.Of(packages...) {
			c.short(sink, c.graph.Whole(sink))
		}
	}
	for keyfunc := range callback.New(c.graph).At(cryptoapi.AsKeyfunc) {
		if !c.told[keyfunc.Pos()] {
			c.told[keyfunc.Pos()] = true
			c.short(keyfunc.Sink, keyfunc.Returns(0))
			c.confused(keyfunc.Sink, keyfunc.Callback)
			c.fromToken(keyfunc.Sink, keyfunc.Callback)
		}
	}
	c.anyURL()
	return nil
}

// Sizes of an HMAC key, in bytes. RFC 7518, section 3.2, requires as many as the digest has.
const (
	required = 32 // of SHA-256
	enough   = 16 // nobody tries 2^128 keys
	tooShort = 8
)

// short reports a secret of a few random bytes.
func (c *checker) short(sink *flow.Sink, key flow.Value) {
	for _, way := range key {
		if len(way) != 1 || way[0].Kind != cryptoapi.SecureRandom || way[0].Bytes == 0 || way[0].Bytes >= required {
			continue
		}
		f := rule.Finding{
			Pos: sink.Pos(), End: sink.End(), Confidence: rule.Certain, Case: "short", Cause: sink.CauseOf(way[0]), Instead: signer,
			Message: fmt.Sprintf("the key of %s has only %d random bytes", sink.Subject(), way[0].Bytes),
			Why:     "an attacker who has one token can try all keys, and then sign tokens with any claims",
			Advice:  "use 32 bytes of crypto/rand.Read, as RFC 7518 requires for HS256",
			Steps:   flow.Path(way[0], "random bytes"),
		}
		switch {
		case way[0].Bytes >= enough:
			f.Severity, f.Profile = rule.Low, "strict"
			f.Why = "RFC 7518 requires as many bytes as the digest has, and libraries may refuse the key"
		case way[0].Bytes >= tooShort:
			f.Severity = rule.Medium
		}
		c.Report(f)
		return
	}
}

// confused reports a function that returns a public key as bytes, which are a secret for
// HMAC to the library.
func (c *checker) confused(sink *flow.Sink, check *callback.Callback) {
	some, only := check.ReturnsBytes(0)
	if !some {
		return
	}
	keys := check.Returns(0).Origins()
	for _, public := range keys {
		if public.Kind != cryptoapi.PublicKey || public.Of.Has(cryptoapi.Constant) {
			continue // CL901 reports constants
		}
		again := func(o *flow.Origin) bool {
			return public.Of.Any(func(of *flow.Origin) bool { return flow.SameDatum(of, o) })
		}
		if only || slices.ContainsFunc(keys, again) {
			c.Report(asSecret.Naming(check.Name()).At(sink).Along(flow.Path(public, "a public key")))
			return
		}
	}
}

// said reports whether an origin is what a token says that is not verified yet.
func said(o *flow.Origin) bool {
	return o.Kind == cryptoapi.Network && o.Detail == "token" && !o.Index
}

// holdsSaid reports whether an origin is that, or was computed from it.
func holdsSaid(o *flow.Origin) bool { return said(o) || o.Of.Any(said) }

// fromToken reports a function that gets the key from where the token says.
func (c *checker) fromToken(sink *flow.Sink, check *callback.Callback) {
	if check.Calls(checks...) || check.Compares(holdsSaid) != nil {
		return // it may only go on with what it knows
	}
	for _, p := range check.Passes(places) {
		for _, way := range p.Value {
			o := way.Part(cryptoapi.Network)
			l := leads[p.Symbol]
			if o == nil || !said(o) || l.whole && (len(way) > 1 || len(p.Pieces) > 0) {
				continue
			}
			c.Report(rule.Finding{
				Pos: p.Pos, End: p.End, Confidence: rule.Likely, Case: l.what,
				Message: fmt.Sprintf("%s gets the key from %s that the header of the token names", check.Name(), l.what),
				Why:     l.why, Advice: l.advice, Steps: flow.Path(o, "the header of the token"),
			})
			return
		}
	}
	if check.CallsUnseen() || check.Does(cryptoapi.Verify) {
		return
	}
	returned := check.Returns(0).Origins()
	if check.Touches("crypto/x509.Certificate.PublicKey") {
		for _, p := range check.Passes(map[string]int{"crypto/x509.ParseCertificate": 0}) {
			returned = append(returned, p.Value.Origins()...)
		}
	}
	for _, o := range returned {
		if said(o) || o.Kind == cryptoapi.PublicKey && holdsSaid(o) {
			c.Report(inHeader.Naming(check.Name()).At(sink).Along(flow.Path(o, "the header of the token")))
			return
		}
	}
}
