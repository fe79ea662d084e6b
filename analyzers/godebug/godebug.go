// Package godebug finds GODEBUG settings that weaken cryptography: in go.mod, in
// //go:debug lines, and set by the program itself.
package godebug

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/module"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL706", Name: "godebug", Title: "a GODEBUG setting that weakens cryptography",
	Severity: rule.Medium, CWE: 757,
	Patterns: []string{"L13"},
	Since:    "0.1.0",
}

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, module.Analyzer)

func run(pass *rule.Pass) error {
	facts := module.Of(pass.Pass)
	if pass.Pkg.Name() == "main" { // the go command asks for settings where it links a program
		built(pass, facts)
	}
	graph := flow.Of(pass.Pass)
	for _, sink := range graph.Sinks(cryptoapi.AsVariableValue) {
		if isGODEBUG(graph.Other(sink)) {
			setByProgram(pass, facts, graph, sink)
		}
	}
	return nil
}

func isGODEBUG(name flow.Value) bool {
	if len(name) != 1 {
		return false
	}
	text, ok := flow.OnlyText(name[0])
	return ok && text == "GODEBUG"
}

// built reports what a program is built with.
func built(pass *rule.Pass, facts *module.Facts) {
	mod := facts.GoMod()
	asked := facts.Built(mod)
	for _, name := range slices.Sorted(maps.Keys(asked)) {
		r := asked[name]
		f := rule.Finding{Pos: r.Pos, End: r.End, Confidence: rule.Certain, File: r.File}
		if name == "default" {
			defaults(pass, f, mod, asked)
		} else if s, ok := find(name, r.Value); ok {
			describe(&f, s)
			f.Advice = "delete the line, and replace what needs it" + s.note()
			pass.Report(f)
		}
	}
}

func describe(f *rule.Finding, s setting) {
	f.Severity, f.Case, f.Why = s.severity, s.String(), s.why
	f.Message = fmt.Sprintf("the GODEBUG setting %s %s", s, s.what)
}

// defaults reports a release whose defaults are weaker than those of today, where no
// other line sets them. Asking for that of the go line changes nothing.
func defaults(pass *rule.Pass, f rule.Finding, mod *module.GoMod, asked map[string]module.Request) {
	r := asked["default"]
	release, written := r.Release(), mod.Release()
	var names []string
	for _, s := range settings {
		other, set := asked[s.name]
		set = set && (r.File == nil || other.File != nil)
		if set || release == 0 || s.changed <= release || s.removed != 0 && s.removed <= 26 {
			continue
		}
		names = append(names, s.String())
		if s.severity > f.Severity {
			f.Severity, f.Why = s.severity, s.why
		}
	}
	if names == nil {
		return
	}
	what := fmt.Sprintf("the setting default=%s", r.Value)
	f.Case, f.Advice = "default", "delete the line, and set what the program really needs"
	if r.Name == "go" {
		what = fmt.Sprintf("the line go %s", r.Value)
	}
	if r.Name == "go" || release >= written && written > 0 {
		f.Case, f.Advice = "go", "raise it to the release that the program is built with"
		f.Profile, f.Severity = "strict", rule.Low // libraries keep it low for those who import them
	}
	f.Message = fmt.Sprintf("%s brings back older defaults of GODEBUG: %s", what, strings.Join(names, ", "))
	pass.Report(f)
}

// setByProgram reports a program that changes the variable for itself.
func setByProgram(pass *rule.Pass, facts *module.Facts, graph *flow.Graph, sink *flow.Sink) {
	texts := sink.Pieces()
	var path []rule.Step
	for _, way := range graph.Origins(sink) {
		if text, ok := flow.OnlyText(way); ok {
			texts = append(texts, text)
			path = flow.Path(way[0], "setting")
		}
	}
	reported := make(map[string]bool)
	for _, pair := range strings.Split(strings.Join(texts, ","), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(pair), "=")
		s, ok := find(name, value)
		if !ok || name == "fips140" || reported[name] { // fips140 is read when the program starts
			continue
		}
		reported[name] = true
		f := rule.Finding{Pos: sink.Pos(), End: sink.End(), Confidence: rule.Certain, Steps: path}
		describe(&f, s)
		f.Advice = "leave it out, and replace what needs it" + s.note()
		if s.removed != 0 && !facts.Before(fmt.Sprintf("go1.%d", s.removed)) {
			f.Severity, f.Why, f.Advice = rule.Low, "", "leave it out"
			f.Message = fmt.Sprintf("the GODEBUG setting %s has no effect: Go 1.%d removed it", s, s.removed)
		}
		pass.Report(f)
	}
}
