// Package noncereuse finds nonces that are random, and serve for more than one message
// under the same key, and modes whose state does.
package noncereuse

import (
	"cmp"
	"fmt"
	"strconv"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/idiom"
	"github.com/cryptolint/cryptolint/passes/flow/sequence"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL206", Name: "noncereuse", Title: "nonce that is used for more than one message",
	Severity: rule.Critical, CWE: 323,
	Patterns: []string{"N03", "N04", "N05", "N11", "N12"},
	Instead:  []string{encrypt},
	Since:    "0.1.0",
}

const encrypt = "safeapi/aead.Keyring.Encrypt"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	tracker := sequence.New(graph)
	for _, sink := range graph.Sinks(cryptoapi.AsNonce, cryptoapi.AsStreamNonce) {
		if race := tracker.Race(sink); race != nil {
			pass.Report(racing.Naming(race.Owner, race.Field, sink.Func().Name()).At(sink).Along([]rule.Step{{Pos: race.Runs, Text: "run more than once at a time"}}))
			continue
		}
		reuse := tracker.Reuse(sink)
		if reuse == nil || pass.Told(sink.Pos()) || graph.Origins(sink).Any(fixed) {
			continue
		}
		pass.Report(rule.Finding{
			Pos: sink.Pos(), End: sink.End(), Confidence: confidence(reuse),
			Message: message(graph, sink, reuse), Why: why,
			Advice: advice(sink), Instead: encrypt,
			Steps: steps(graph, sink, reuse),
		})
	}
	modes(pass, graph)
	return nil
}

// modes reports ciphers in a mode whose state serves for several messages.
func modes(pass *rule.Pass, graph *flow.Graph) {
	for _, mode := range idiom.New(graph).SharedModes(streams...) {
		f := shared[mode.How].Naming(cmp.Or(mode.Name, "the mode")).At(mode.Node)
		if mode.Other != nil {
			f = f.Along([]rule.Step{{Pos: mode.Other.Pos(), Text: "the other direction"}})
		}
		pass.Report(f)
	}
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
	name := "a nonce"
	if reuse.Name != "" {
		name = strconv.Quote(reuse.Name)
	}
	switch reuse.How {
	case sequence.UsedTwice:
		return fmt.Sprintf("%s encrypts a second message with %s, already used with the same key on line %d", sink.API, name, graph.Position(reuse.First.Pos()).Line)
	case sequence.UsedInLoop:
		return fmt.Sprintf("%s is called in a loop with %s, which never changes", sink.API, name)
	case sequence.KeptInField:
		return fmt.Sprintf("%s.%s is generated once and is the nonce of every message that %s encrypts", reuse.Owner, reuse.Name, sink.Func().Name())
	case sequence.NotMoved:
		return fmt.Sprintf("%s encrypts with a nonce made from %s.%s and does not advance it, as other methods do", sink.Func().Name(), reuse.Owner, reuse.Name)
	case sequence.KeptInVariable:
		return fmt.Sprintf("the package variable %s is set once and is the nonce of every message that %s encrypts", name, sink.Func().Name())
	}
	return fmt.Sprintf("%s is generated outside the function literal and is the nonce of every message that the literal encrypts", name)
}

const why = "two messages encrypted with the same key and nonce reveal their contents to an attacker"

// advice says what to do with the standard library.
func advice(sink *flow.Sink) string {
	if sink.Is("crypto/cipher.AEAD.Seal") {
		return "use cipher.NewGCMWithRandomNonce"
	}
	return "fill a new nonce with crypto/rand.Read for each message"
}

// steps shows where the nonce was drawn, and where it was used before.
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
