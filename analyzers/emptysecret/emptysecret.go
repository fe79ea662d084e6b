// Package emptysecret finds comparisons that an empty secret passes, and numbers that
// crypto/subtle does not take.
package emptysecret

import (
	"fmt"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL502", Name: "emptysecret", Title: "comparison that an empty secret passes",
	Severity: rule.High, CWE: 287,
	Patterns: []string{"T04", "T09"},
	Instead:  []string{fromEnv},
	Since:    "0.1.0",
}

const fromEnv = "safeapi/secret.FromEnv"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

func run(pass *rule.Pass) error {
	graph, told := flow.Of(pass.Pass), tells(mention.Of(pass.Pass))
	for _, sink := range graph.Sinks(cryptoapi.AsComparedConstantTime) {
		given := sent(graph.Other(sink))
		if given == nil {
			continue
		}
		missing, variable := graph.MissingEntry(sink), unset(graph.Passed(sink))
		if told {
			variable = nil
		}
		if !missing && (variable == nil || graph.Checked(variable)) || graph.Checked(given) {
			continue // the secret is refused if it is empty, or what is sent is
		}
		report(pass, sink, variable)
	}
	undecoded(pass, graph)
	for _, sink := range graph.Sinks(cryptoapi.AsSubtleInteger) {
		integer(pass, graph, sink)
	}
	return nil
}

// tells reports whether the package reads settings by what tells whether they are there.
func tells(mentions *mention.Mentions) bool {
	return mentions.Any("os.LookupEnv", "os.ExpandEnv") || slices.ContainsFunc(mentions.Imports, func(i mention.Import) bool {
		return i.Path == "github.com/spf13/viper"
	})
}

// sent returns the part of a value that a peer sends, if it can be nothing else: as it is,
// or hashed.
func sent(v flow.Value) *flow.Origin {
	for _, alternative := range v {
		if len(alternative) != 1 {
			continue
		}
		o := alternative[0]
		if o.Kind == cryptoapi.Digest && len(o.Of) == 1 {
			o = o.Of[0]
		}
		if o.Kind == cryptoapi.Network {
			return o
		}
	}
	return nil
}

// unset returns the environment variable that a value may be, as it is, or hashed.
func unset(v flow.Value) *flow.Origin {
	for _, alternative := range v {
		if len(alternative) != 1 {
			continue
		}
		o := alternative[0]
		if o.Kind == cryptoapi.Digest && len(o.Of) == 1 {
			o = o.Of[0]
		}
		if o.Kind == cryptoapi.Environment && len(o.Of) > 0 && o.Pos.IsValid() {
			return o
		}
	}
	return nil
}

// report reports a comparison with a variable, or with an entry of a map.
func report(pass *rule.Pass, sink *flow.Sink, variable *flow.Origin) {
	f := rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Case: "empty", Confidence: rule.Likely,
		Message: sink.API + " compares with an entry of a map, which may be empty",
		Why:     "an attacker who sends a name that is not in the map, and an empty secret, is accepted",
		Advice:  "read the map with the second result, and reject names that are not in it",
	}
	if variable != nil {
		f.Cause, f.Instead, f.Steps = sink.CauseOf(variable), fromEnv, flow.Path(variable, "environment variable")
		f.Message = fmt.Sprintf("%s compares with the environment variable %q, which may be empty", sink.API, variable.Name)
		f.Why = "an attacker who sends an empty value is accepted if the variable is not set"
		f.Advice = "refuse to start if it is empty"
	}
	pass.Report(f)
}

// integer reports a number for which a function of crypto/subtle does not say what it does.
func integer(pass *rule.Pass, graph *flow.Graph, sink *flow.Sink) {
	takes := func(n int64) bool { return n == 0 || n == 1 }
	advice := "pass 0 or 1, such as the result of subtle.ConstantTimeEq"
	if sink.Is("crypto/subtle.ConstantTimeLessOrEq") {
		takes = func(n int64) bool { return 0 <= n && n < 1<<31 }
		advice = "pass numbers from 0 to 2^31 - 1"
	}
	for n, o := range flow.Integers(graph.Origins(sink)) {
		if takes(n) {
			continue
		}
		pass.Report(rule.Finding{
			Pos: sink.Pos(), End: sink.End(), Cause: sink.CauseOf(o), Case: "undefined", Severity: rule.Medium, Confidence: rule.Certain,
			Message: fmt.Sprintf("%s gets %d, for which its result is undefined", sink.API, n),
			Why:     "an attacker may profit from a result that is neither of the two",
			Advice:  advice, Steps: flow.Path(o, "constant"),
		})
		return
	}
}
