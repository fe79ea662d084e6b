package vet

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"go/token"
	"io"
	"strconv"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/trace"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/unit"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// The JSON of go vet is a stream of objects, one per unit, in the order in
// which the units are done. An object maps the unit to the analyzer to either
// a list of diagnostics or an error.
type (
	unitResults = map[string]map[string]json.RawMessage

	analyzerError struct {
		Err string `json:"error"`
	}
)

// decoder turns the JSON of go vet into a report.
type decoder struct {
	rules    map[string]rule.Meta // by ID
	report   *finding.Report
	units    int // objects seen so far
	progress *Progress
	done     map[string]bool // import paths of packages, with their tests
	answers  []string        // what trace.Analyzer said
}

// decode reads the stream to its end.
func (d *decoder) decode(r io.Reader) error {
	stream := json.NewDecoder(r)
	for {
		var results unitResults
		err := stream.Decode(&results)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("cannot read the output of go vet: %w", err)
		}
		d.units++
		for unitID, byAnalyzer := range results {
			d.note(tested(packageOf(unitID)))
			for analyzer, result := range byAnalyzer {
				if err := d.add(packageOf(unitID), analyzer, result); err != nil {
					return fmt.Errorf("cannot read the output of go vet for %s: %w", unitID, err)
				}
			}
		}
	}
}

// note keeps the progress up to date.
func (d *decoder) note(pkg string) {
	if d.progress != nil && !d.done[pkg] {
		d.done[pkg] = true
		d.progress.done.Add(1)
	}
}

func (d *decoder) add(pkg, analyzer string, result json.RawMessage) error {
	if len(result) > 0 && result[0] == '{' {
		var failed analyzerError
		if err := json.Unmarshal(result, &failed); err != nil {
			return err
		}
		d.fail(pkg, analyzer, failed.Err)
		return nil
	}
	var diagnostics []unit.Diagnostic
	if err := json.Unmarshal(result, &diagnostics); err != nil {
		return err
	}
	for _, diag := range diagnostics {
		if diag.Category == unit.InternalError {
			d.fail(pkg, analyzer, diag.Message)
			continue
		}
		if analyzer == trace.Analyzer.Name {
			d.answers = append(d.answers, diag.Message)
			continue
		}
		f := d.finding(analyzer, diag)
		f.Package = pkg
		if f.Suppression != nil {
			d.report.Suppressed = append(d.report.Suppressed, f)
		} else {
			d.report.Findings = append(d.report.Findings, f)
		}
	}
	return nil
}

// fail records that a rule, or the pass that the message names, failed.
func (d *decoder) fail(pkg, analyzer, message string) {
	who := analyzer
	if rest, ok := strings.CutPrefix(message, "internal error: "); ok {
		for _, verb := range []string{" panicked on package ", " failed on package "} {
			if name, _, ok := strings.Cut(rest, verb); ok {
				who = name
				break
			}
		}
	}
	d.report.Failures = append(d.report.Failures, finding.Failure{Package: pkg, Rule: who, Internal: true, Message: message})
}

func (d *decoder) finding(analyzer string, diag unit.Diagnostic) finding.Finding {
	meta, known := d.rules[diag.Category]
	if !known {
		meta = rule.Meta{ID: diag.Category, Name: analyzer}
	}
	f := finding.Finding{
		Rule:       meta,
		Severity:   meta.Severity,
		Confidence: rule.Likely,
		Message:    strings.TrimPrefix(diag.Message, diag.Category+": "),
		Pos:        parsePosition(diag.Posn),
		End:        parsePosition(diag.End),
	}
	steps := diag.Related
	var places []token.Position
	if len(steps) > 0 {
		if mark, ok := rule.ParseMark(steps[0].Message); ok {
			apply(&f, mark)
			places = mark.Places
			steps = steps[1:]
		}
	}
	for _, s := range steps {
		f.Steps = append(f.Steps, finding.Step{Pos: parsePosition(s.Posn), Message: s.Message})
	}
	for _, fix := range diag.Fixes {
		f.Fixes = append(f.Fixes, convertFix(fix))
	}
	correct(&f, places)
	return f
}

// apply copies what the mark says of a finding.
func apply(f *finding.Finding, m rule.Mark) {
	f.Severity, f.Confidence, f.Profile, f.Generated = m.Severity, m.Confidence, m.Profile, m.Generated
	f.Key, f.Function, f.Cause = m.Key, m.Function, m.Cause
	f.Since = cmp.Or(m.Since, f.Rule.Since)
	if m.Silenced != "" {
		f.Suppression = &finding.Suppression{Kind: finding.SuppressionKind(m.Silenced), Reason: m.Reason, Until: m.Until, Line: m.Line}
	}
}

// correct puts a finding where it really is, if line directives claim another
// place for a part of it. The offsets of edits are right.
func correct(f *finding.Finding, places []token.Position) {
	if len(places) == 0 {
		return
	}
	all := []*finding.Position{&f.Pos, &f.End}
	for i := range f.Steps {
		all = append(all, &f.Steps[i].Pos)
	}
	var edits []*finding.Edit
	for i := range f.Fixes {
		for j := range f.Fixes[i].Edits {
			edits = append(edits, &f.Fixes[i].Edits[j])
		}
	}
	for i, p := range places {
		switch edit := i - len(all); {
		case edit < 0:
			*all[i] = finding.Position{File: p.Filename, Line: p.Line, Column: p.Column}
		case edit < len(edits):
			edits[edit].File = p.Filename
		}
	}
}

func convertFix(fix unit.SuggestedFix) finding.Fix {
	converted := finding.Fix{Message: fix.Message}
	for _, e := range fix.Edits {
		converted.Edits = append(converted.Edits, finding.Edit{File: e.Filename, Start: e.Start, End: e.End, New: e.New})
	}
	return converted
}

// parsePosition reads the text form of token.Position: file:line:column,
// file:line, file, or "-". The file name may hold colons.
func parsePosition(text string) finding.Position {
	if text == "-" || text == "" {
		return finding.Position{}
	}
	file, last, ok := cutNumber(text)
	if !ok {
		return finding.Position{File: text}
	}
	if name, line, ok := cutNumber(file); ok {
		return finding.Position{File: name, Line: line, Column: last}
	}
	return finding.Position{File: file, Line: last}
}

func cutNumber(text string) (before string, number int, ok bool) {
	i := strings.LastIndexByte(text, ':')
	if i <= 0 {
		return "", 0, false
	}
	number, err := strconv.Atoi(text[i+1:])
	if err != nil || number < 0 {
		return "", 0, false
	}
	return text[:i], number, true
}

// packageOf returns the import path of a unit, which the go command writes
// with the name of the test binary behind it: "net/http [net/http.test]".
func packageOf(unitID string) string {
	pkg, _, _ := strings.Cut(unitID, " ")
	return pkg
}
