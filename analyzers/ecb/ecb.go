// Package ecb finds messages that are encrypted or decrypted block after block with
// the bare block cipher: the electronic codebook mode.
package ecb

import (
	"fmt"
	"go/ast"
	"go/token"
	"strconv"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/idiom"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL201", Name: "ecb", Title: "message encrypted block by block (ECB mode)",
	Severity: rule.High, CWE: 327,
	Patterns: []string{"C03"},
	Instead:  []string{encrypt, decrypt},
	Since:    "0.1.0",
}

const (
	encrypt = "safeapi/aead.Keyring.Encrypt"
	decrypt = "safeapi/aead.Keyring.Decrypt"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	c := &checker{pass: pass, graph: graph, matcher: idiom.New(graph), reported: make(map[token.Pos]bool)}
	inputs := c.graph.Sinks(cryptoapi.AsBlockInput)
	for i, sink := range inputs {
		if c.matcher.Fixed(sink) {
			continue
		}
		if rounds := c.matcher.Rounds(sink); rounds != nil {
			c.loop(sink, rounds, rounds.Node())
			continue
		}
		c.text(sink)
		c.halves(inputs[:i], sink)
	}
	for _, handed := range c.matcher.Handed(cryptoapi.AsBlockInput) {
		if rounds := c.matcher.Rounds(handed.Sink); rounds != nil {
			c.loop(handed.Sink, rounds, handed.Node)
		}
	}
	return nil
}

type checker struct {
	pass     *rule.Pass
	graph    *flow.Graph
	matcher  *idiom.Matcher
	reported map[token.Pos]bool
}

// loop reports a call that runs for one block of a message after the other, at the
// node.
func (c *checker) loop(sink *flow.Sink, rounds *idiom.Rounds, node ast.Node) {
	output := c.matcher.BareOutput(sink)
	if output == nil || c.matcher.KeyVaries(rounds, sink) {
		return
	}
	in, out := c.matcher.Input(rounds, sink), c.matcher.Output(rounds, output)
	if in.Motion != idiom.Moving || out.Motion != idiom.Moving || c.matcher.MixedInto(sink, in) || c.matcher.MixedAfter(sink, out) {
		return
	}
	confidence := rule.Certain
	if sink.Through() {
		confidence = rule.Likely
	}
	what := "each block of the message"
	if in.Name != "" {
		what = fmt.Sprintf("each block of %q", in.Name)
	}
	finding := rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Confidence: confidence,
		Message: fmt.Sprintf("%s is called on %s separately (ECB mode)", sink.API, what),
		Why:     consequence(sink),
	}
	if node != nil {
		finding.Pos, finding.End = node.Pos(), node.End()
	}
	c.report(finding, sink)
}

// halves reports the second of two calls for neighbouring parts of one message.
func (c *checker) halves(before []*flow.Sink, sink *flow.Sink) {
	output := c.graph.Beside(sink, cryptoapi.AsBlockOutput)
	if output == nil || c.matcher.BareOutput(sink) == nil {
		return
	}
	for _, first := range before {
		firstOutput := c.graph.Beside(first, cryptoapi.AsBlockOutput)
		if firstOutput == nil || !first.Is(sink.Symbol) || !c.matcher.Precedes(first, sink) || !c.matcher.SameKey(first, sink) {
			continue
		}
		if !c.matcher.Apart(first, sink) || !c.matcher.Apart(firstOutput, output) {
			continue
		}
		if c.reported[first.Pos()] {
			c.reported[sink.Pos()] = true // the third part of the same message
			return
		}
		in, out := c.matcher.Operand(sink), c.matcher.Operand(output)
		if c.matcher.MixedInto(sink, in) || c.matcher.MixedAfter(sink, out) {
			continue
		}
		c.report(rule.Finding{
			Pos: sink.Pos(), End: sink.End(), Confidence: rule.Likely,
			Message: fmt.Sprintf("%s is called on two parts of %s separately (ECB mode)", sink.API, named(in.Name, "one message")),
			Why:     consequence(sink),
		}, sink)
		return
	}
}

// text reports a string of any length in one call. A helper may process it block by block.
func (c *checker) text(sink *flow.Sink) {
	name, ok := c.matcher.WholeString(sink)
	if !ok || sink.Through() {
		return
	}
	c.report(rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Confidence: rule.Likely,
		Message: fmt.Sprintf("%s processes a single block: the rest of %s is lost, and a shorter text panics", sink.API, named(name, "a longer text")),
	}, sink)
}

// report reports one finding for each place, with what to do.
func (c *checker) report(finding rule.Finding, sink *flow.Sink) {
	if c.reported[finding.Pos] {
		return
	}
	c.reported[finding.Pos] = true
	finding.Prescribable = true
	finding.Advice, finding.Instead = "use cipher.NewGCMWithRandomNonce", encrypt
	if decrypts(sink) {
		finding.Advice, finding.Instead = "move both ends to cipher.NewGCMWithRandomNonce", decrypt
	}
	c.pass.Report(finding)
}

func named(name, otherwise string) string {
	if name == "" {
		return otherwise
	}
	return strconv.Quote(name)
}

func decrypts(sink *flow.Sink) bool { return sink.Does(cryptoapi.Decrypt) }

func consequence(sink *flow.Sink) string {
	if decrypts(sink) {
		return "the ciphertext shows which blocks are equal, and an attacker can move or replace blocks unnoticed"
	}
	return "equal blocks of the message become equal blocks of ciphertext, so an attacker sees its structure"
}
