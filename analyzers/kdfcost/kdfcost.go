// Package kdfcost finds password hashes and keys from passwords that are too cheap to
// compute, so that guesses are cheap too.
package kdfcost

import (
	"fmt"
	"strconv"

	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL602", Name: "kdfcost", Title: "password hash or key derivation that is too cheap",
	Severity: rule.High, CWE: 916,
	Patterns: []string{"K02", "K03", "K04", "K05", "K09", "K11"},
	Instead:  []string{hash, derive},
	Since:    "0.1.0",
	Options: []config.Option{{
		Name: bcryptOption, Usage: "least cost of bcrypt",
		Least: minBcryptCost, Initial: []string{strconv.Itoa(bcryptCost)},
	}},
}

const (
	bcryptOption = "bcrypt-cost"

	hash   = "safeapi/password.Hash"
	derive = "safeapi/kdf.NewArgon2id"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

func run(pass *rule.Pass) error {
	c := &checker{pass, flow.Of(pass.Pass)}
	for _, sink := range c.graph.Sinks(cryptoapi.AsCost, cryptoapi.AsIterations, cryptoapi.AsMemoryKiB) {
		if m := c.measure(sink); m != nil && !c.nothingToGuess(sink) {
			c.work(sink, m)
		}
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsKeyLength) {
		c.keyLength(sink)
	}
	for _, sink := range c.graph.Sinks(cryptoapi.AsHashConstructor) {
		c.hashFunction(sink)
	}
	return nil
}

type checker struct {
	*rule.Pass
	graph *flow.Graph
}

// work reports a number that makes guesses cheap, the cheapest of several.
func (c *checker) work(sink *flow.Sink, m *measure) {
	var found *flow.Origin
	least, enough, unknown := 1.0, 0, 0
	for _, alternative := range c.graph.Origins(sink) {
		n, known := flow.OnlyInteger(alternative)
		work := m.work(n)
		if work <= 0 {
			work = m.work(1) // no function does less than one round
		}
		switch {
		case !known, n <= 0 && sink.Through(): // the function that is called takes its default then
			unknown++
		case work >= 1:
			enough++
		case work < least:
			found, least = alternative[0], work
		}
	}
	if found == nil {
		return
	}
	f := rule.Finding{Confidence: rule.Certain, Severity: grade(least), Profile: m.profile, Instead: m.instead, Case: "work"}
	switch {
	case enough > 0: // the cheap one may be there for what was stored long ago
		f.Confidence = rule.Unsure
	case unknown > 0: // a default
		f.Confidence = rule.Likely
	}
	n, _ := flow.Integer(found)
	f.Message = fmt.Sprintf("%s uses only %s", sink.Subject(), m.unit(n))
	f.Why = fmt.Sprintf("an attacker can test guesses %s times as fast as with %s", times(1/least), m.enough)
	f.Advice, f.Steps, f.Fix = m.advice, flow.Path(found, m.unit(n)), c.fix(sink)
	f.Confidence = min(f.Confidence, c.sure(sink))
	if by := c.prescribed(sink, n); by != "" {
		f.Confidence, f.Severity = rule.Unsure, min(f.Severity, rule.Medium)
		f.Advice = fmt.Sprintf("if this is %s, which prescribes the number, both ends have to change; elsewhere, %s", by, m.advice)
	}
	c.report(sink, f)
}

// grade says how bad a fraction of the work is.
func grade(work float64) rule.Severity {
	switch {
	case work <= 1.0/64:
		return rule.High
	case work <= 1.0/4:
		return rule.Medium
	}
	return rule.Low
}

// keyLength reports keys that are shorter than those of any cipher, and hashes that are as
// short.
func (c *checker) keyLength(sink *flow.Sink) {
	if !sink.Of(passwordKDFs...) || c.nothingToGuess(sink) {
		return
	}
	for n, o := range flow.Integers(c.graph.Origins(sink)) {
		if n > 0 && n < minKeyLength {
			c.report(sink, rule.Finding{
				Confidence: rule.Likely, Severity: rule.Medium, Instead: derive, Case: "length",
				Message: fmt.Sprintf("%s derives only %d bytes", sink.Subject(), n),
				Why:     fmt.Sprintf("an attacker needs at most 2^%d attempts, whatever the password is", 8*n),
				Advice:  "derive 32 bytes",
				Steps:   flow.Path(o, fmt.Sprintf("%d bytes", n)),
			})
			return
		}
	}
}

// hashFunction reports PBKDF2 with an old hash, in the profile strict: HMAC is sound with
// both, and formats prescribe it.
func (c *checker) hashFunction(sink *flow.Sink) {
	if !sink.Is(pbkdf2...) || sink.Through() {
		return
	}
	for _, o := range c.graph.Hash(sink).Origins() {
		if oldHashes[o.Detail] {
			c.report(sink, rule.Finding{
				Confidence: rule.Certain, Severity: rule.Low, Profile: "strict", Instead: derive, Case: "hash",
				Message: fmt.Sprintf("%s uses HMAC with %s", sink.Subject(), o.Detail),
				Why:     "no attack is known, but it takes more than twice the iterations of SHA-256 to slow guesses down as much",
				Advice:  "use sha256.New with 600,000 iterations for new data",
			})
			return
		}
	}
}

// report enters what all findings share.
func (c *checker) report(sink *flow.Sink, f rule.Finding) {
	f.Pos, f.End = sink.Pos(), sink.End()
	c.ReportOnce(f) // a field of parameters is a use by itself, and reaches one
}
