// Package emptysecret finds comparisons that an empty secret passes, and numbers that
// crypto/subtle does not take.
package emptysecret

import (
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/digest"
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
		given := digest.Hashed(graph.Other(sink), isSent)
		if given == nil {
			continue
		}
		missing, variable := graph.MissingEntry(sink), digest.Hashed(graph.Passed(sink), isVariable)
		if told {
			variable = nil
		}
		switch {
		case !missing && (variable == nil || graph.Checked(variable)) || graph.Checked(given):
			// the secret is refused if it is empty, or what is sent is
		case variable == nil:
			pass.Report(emptyEntry.Naming(sink.API).At(sink))
		default:
			f := emptyVariable.Naming(sink.API, variable.Name).At(sink).Along(flow.Path(variable, "environment variable"))
			f.Cause = sink.CauseOf(variable)
			pass.Report(f)
		}
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

// isSent reports whether a peer sends a value.
func isSent(o *flow.Origin) bool { return o.Kind == cryptoapi.Network }

// isVariable reports whether a value is an environment variable that is read in this package.
func isVariable(o *flow.Origin) bool {
	return o.Kind == cryptoapi.Environment && len(o.Of) > 0 && o.Pos.IsValid()
}

// integer reports a number for which a function of crypto/subtle does not say what it does.
func integer(pass *rule.Pass, graph *flow.Graph, sink *flow.Sink) {
	f, most := neither, int64(1)
	if sink.Is("crypto/subtle.ConstantTimeLessOrEq") {
		f, most = tooLarge, 1<<31-1
	}
	for n, o := range flow.Integers(graph.Origins(sink)) {
		if 0 <= n && n <= most {
			continue
		}
		f.Cause = sink.CauseOf(o)
		pass.Report(f.Naming(sink.API, n).At(sink).Along(flow.Path(o, "constant")))
		return
	}
}
