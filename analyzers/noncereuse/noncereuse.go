// Package noncereuse finds nonces that are random, and serve for more than one message
// under the same key.
package noncereuse

import (
	"fmt"
	"go/token"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/sequence"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL206", Name: "noncereuse", Title: "nonce that serves for more than one message",
	Severity: rule.Critical, CWE: 323,
	Patterns: []string{"N03", "N04", "N05"},
	Instead:  []string{encrypt},
	Since:    "0.1.0",
}

const encrypt = "safeapi/aead.Keyring.Encrypt"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	tracker := sequence.New(graph)
	told := make(map[token.Pos]bool)
	for _, sink := range graph.Sinks(cryptoapi.AsNonce, cryptoapi.AsStreamNonce) {
		reuse := tracker.Reuse(sink)
		if reuse == nil || told[sink.Pos()] || graph.Origins(sink).Any(fixed) {
			continue
		}
		told[sink.Pos()] = true
		pass.Report(rule.Finding{
			Pos: sink.Pos(), End: sink.End(), Instead: encrypt, Confidence: confidence(reuse),
			Message: message(graph, sink, reuse),
			Steps:   steps(graph, sink, reuse),
		})
	}
	return nil
}

// fixed reports whether CL205 has something to say already.
func fixed(alternative flow.Alternative) bool {
	return alternative.Only(cryptoapi.Constant, cryptoapi.Zero)
}

// confidence is lower where a second call is likely and not seen.
func confidence(reuse *sequence.Reuse) rule.Confidence {
	switch reuse.How {
	case sequence.UsedTwice, sequence.UsedInLoop:
		return rule.Certain
	case sequence.NotMoved:
		return rule.Unsure
	}
	return rule.Likely
}

func message(graph *flow.Graph, sink *flow.Sink, reuse *sequence.Reuse) string {
	name := reuse.Name
	if name == "" {
		name = "a nonce"
	}
	switch reuse.How {
	case sequence.UsedTwice:
		return fmt.Sprintf("%s encrypts a second message under %s, which line %d has used with the same key: %s", sink.API, name, graph.Position(reuse.First.Pos()).Line, broken)
	case sequence.UsedInLoop:
		return fmt.Sprintf("%s is called in a loop with %s, which does not change: %s", sink.API, name, broken)
	case sequence.KeptInField:
		return fmt.Sprintf("%s.%s is drawn once and is the nonce of every message that %s encrypts: %s", reuse.Owner, name, sink.Func().Name(), broken)
	case sequence.NotMoved:
		return fmt.Sprintf("%s encrypts under a nonce made of %s.%s and does not move it on, as other methods do: %s", sink.Func().Name(), reuse.Owner, name, broken)
	case sequence.KeptInVariable:
		return fmt.Sprintf("the package variable %s is set once and is the nonce of every message that %s encrypts: %s", name, sink.Func().Name(), broken)
	}
	return fmt.Sprintf("%s is drawn outside of the function literal and is the nonce of every message that this encrypts: %s", name, broken)
}

const broken = "two messages under one key and nonce give away their contents"

// steps tells where the nonce was drawn, and where it was used before.
func steps(graph *flow.Graph, sink *flow.Sink, reuse *sequence.Reuse) []rule.Step {
	var path []rule.Step
	for _, o := range graph.Origins(sink).Origins() {
		path = flow.Path(o, "nonce from "+o.Kind.String())
		break
	}
	if reuse.First != nil {
		path = append(path, rule.Step{Pos: reuse.First.Pos(), Text: "first use by " + reuse.First.API})
	}
	return path
}
