// Package modulobias finds characters of secrets that are chosen with a remainder after
// which some come out more often than others.
package modulobias

import (
	"fmt"
	"go/token"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL404", Name: "modulobias", Title: "secret whose characters are not equally likely",
	Severity: rule.Low, CWE: 330,
	Patterns: []string{"G05"},
	Instead:  []string{newToken, newPassword},
	Since:    "0.1.0",
}

const (
	newToken    = "safeapi/token.Text"
	newPassword = "safeapi/password.Policy.Generate"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer)

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	roles := []cryptoapi.Role{cryptoapi.AsToken, cryptoapi.AsPassword}
	reported := make(map[token.Pos]bool)
	for _, sink := range slices.Concat(graph.Sinks(roles...), graph.NamedSinks(roles...)) {
		if !secret(graph, sink) {
			continue
		}
		number := reduced(graph.Passed(sink))
		if number == nil || reported[sink.Pos()] || reported[number.Remainder()] {
			continue
		}
		reported[sink.Pos()] = true
		if at := number.Remainder(); at.IsValid() {
			reported[at] = true
		}
		report(pass, sink, number)
	}
	return nil
}

// secret reports whether a value is surely a secret, and not only called one.
func secret(graph *flow.Graph, sink *flow.Sink) bool {
	if sink.Named {
		return graph.ReadName(sink.Name).Sure && sink.Place() != flow.Held
	}
	_, ok := graph.Cookie(sink)
	return ok
}

// reduced returns the random number of which only a remainder goes into a value, in one of
// the ways in which the value comes about without other random numbers.
func reduced(value flow.Value) *flow.Origin {
	for _, alternative := range value {
		var found *flow.Origin
		whole := false
		for _, o := range alternative {
			if o.Kind != cryptoapi.SecureRandom {
				continue
			}
			if o.Modulo == 0 {
				whole = true
			} else if found == nil {
				found = o
			}
		}
		if found != nil && !whole {
			return found
		}
	}
	return nil
}

func report(pass *rule.Pass, sink *flow.Sink, number *flow.Origin) {
	f := rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Cause: sink.CauseOf(number), Case: "remainder", Confidence: rule.Likely, Instead: newToken,
		Message: fmt.Sprintf("%s is made with a random number %% %d, which is not uniform", sink.Secret(), number.Modulo),
		Why:     "some results come out more often than others, and an attacker who tries those first needs fewer guesses",
		Advice:  "use crypto/rand.Text, or crypto/rand.Int for each character",
		Steps:   flow.Path(number, "random number"),
	}
	if sink.Noun == "one-time code" || sink.Noun == "PIN" {
		f.Advice = "use crypto/rand.Int"
	}
	if sink.Role == cryptoapi.AsPassword {
		f.Instead = newPassword
	}
	pass.Report(f)
}
