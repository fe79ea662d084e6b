// Package godebug finds GODEBUG settings that weaken cryptography: in go.mod, in
// //go:debug lines, and set by the program itself.
package godebug

import (
	"fmt"
	"go/ast"
	"go/version"
	"maps"
	"slices"
	"strconv"
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
	return len(name) == 1 && len(name[0]) == 1 && isText(name[0][0], "GODEBUG")
}

func isText(o *flow.Origin, want string) bool {
	text, ok := flow.Text(o)
	return ok && text == want
}

// request is a setting that the build asks for, and where.
type request struct {
	module.Setting
	file *ast.File // of go.mod, or nil
}

// built reports what a program is built with. As in the go command, a //go:debug line
// goes before a line of go.mod, and "default" before the go line.
func built(pass *rule.Pass, facts *module.Facts) {
	asked := make(map[string]request)
	written := 0 // the release of the go line
	mod := module.ReadGoMod(pass.Pass)
	if mod != nil {
		written = minor(mod.Go.Value)
		asked["default"] = request{mod.Go, mod.File}
		for _, s := range mod.Settings {
			asked[s.Name] = request{s, mod.File}
		}
	}
	for _, s := range facts.Settings {
		asked[s.Name] = request{s, nil}
	}
	for _, name := range slices.Sorted(maps.Keys(asked)) {
		r := asked[name]
		f := rule.Finding{Pos: r.Pos, End: r.End, Confidence: rule.Certain, File: r.file}
		if name == "default" {
			defaults(pass, f, r, asked, written)
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
func defaults(pass *rule.Pass, f rule.Finding, r request, asked map[string]request, written int) {
	release := minor(r.Value)
	var names []string
	for _, s := range settings {
		other, set := asked[s.name]
		set = set && (r.file == nil || other.file != nil)
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

// minor returns 21 for "go1.21", "1.21" and "1.21.3", and 0 for what is no release.
func minor(release string) int {
	lang := version.Lang("go" + strings.TrimPrefix(release, "go"))
	n, _ := strconv.Atoi(strings.TrimPrefix(lang, "go1.")) // 0 where it is no number
	return n
}

// setByProgram reports a program that changes the variable for itself.
func setByProgram(pass *rule.Pass, facts *module.Facts, graph *flow.Graph, sink *flow.Sink) {
	texts := sink.Pieces()
	var path []rule.Step
	for _, way := range graph.Origins(sink) {
		if text, ok := flow.Text(way[0]); ok && len(way) == 1 {
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
