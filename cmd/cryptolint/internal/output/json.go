package output

import (
	"fmt"
	"io"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/jsontext"
)

// SchemaVersion is the version of the JSON format. It rises when a field goes
// away or changes its meaning; a new field does not raise it. docs/json.md
// describes the format.
const SchemaVersion = 1

type (
	jsonReport struct {
		SchemaVersion int              `json:"schemaVersion"`
		Tool          jsonTool         `json:"tool"`
		Source        jsonSource       `json:"source"`
		Configuration string           `json:"configuration"`
		Findings      []jsonFinding    `json:"findings"`
		Suppressed    []jsonSuppressed `json:"suppressed"`
		Failures      []jsonFailure    `json:"failures"`
		Statistics    []jsonCount      `json:"statistics"`
	}
	jsonTool struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	jsonSource struct {
		Module     string   `json:"module"`
		Modules    []string `json:"modules"`
		Repository string   `json:"repository"`
		Revision   string   `json:"revision"`
		Platform   string   `json:"platform"`
	}
	jsonAlso struct {
		Function    string `json:"function"`
		File        string `json:"file"`
		Line        int    `json:"line"`
		Column      int    `json:"column"`
		Fingerprint string `json:"fingerprint"`
	}
	jsonFinding struct {
		Rule        string     `json:"rule"`
		Name        string     `json:"name"`
		Title       string     `json:"title"`
		Severity    string     `json:"severity"`
		Confidence  string     `json:"confidence"`
		Since       string     `json:"since"`
		Warning     bool       `json:"warning"`
		CWE         int        `json:"cwe"`
		Message     string     `json:"message"`
		Module      string     `json:"module"`
		Package     string     `json:"package"`
		Function    string     `json:"function"`
		File        string     `json:"file"`
		Line        int        `json:"line"`
		Column      int        `json:"column"`
		EndLine     int        `json:"endLine"`
		EndColumn   int        `json:"endColumn"`
		Steps       []jsonStep `json:"steps"`
		Also        []jsonAlso `json:"also"`
		Fixes       []jsonFix  `json:"fixes"`
		Page        string     `json:"page"`
		Fingerprint string     `json:"fingerprint"`
	}
	jsonSuppressed struct {
		jsonFinding
		Suppression jsonSuppression `json:"suppression"`
	}
	jsonSuppression struct {
		Kind   string `json:"kind"`
		Reason string `json:"reason"`
		Until  string `json:"until"`
	}
	jsonStep struct {
		Message string `json:"message"`
		File    string `json:"file"`
		Line    int    `json:"line"`
		Column  int    `json:"column"`
	}
	jsonFix struct {
		Message string     `json:"message"`
		Edits   []jsonEdit `json:"edits"`
	}
	jsonEdit struct {
		File  string `json:"file"`
		Start int    `json:"start"`
		End   int    `json:"end"`
		New   string `json:"new"`
	}
	jsonFailure struct {
		Module   string `json:"module"`
		Package  string `json:"package"`
		Rule     string `json:"rule"`
		Internal bool   `json:"internal"`
		Message  string `json:"message"`
	}
)

// JSON writes the report as one JSON object for programs. Names of files are
// relative to o.Dir. Silenced findings stand in a list of their own, whatever
// o.ShowSuppressed says.
func JSON(w io.Writer, report *finding.Report, o Options) error {
	doc := jsonReport{
		SchemaVersion: SchemaVersion,
		Tool:          jsonTool{Name: "cryptolint", Version: o.Version},
		Source:        jsonSource{o.Identity.Module, modules(report, o), o.Identity.Repository, o.Identity.Revision, o.Identity.Platform},
		Configuration: o.Identity.Configuration,
		Findings:      []jsonFinding{},
		Suppressed:    []jsonSuppressed{},
		Failures:      []jsonFailure{},
		Statistics:    statisticsJSON(report),
	}
	for _, f := range report.Findings {
		doc.Findings = append(doc.Findings, toJSON(f, o.Dir))
	}
	for _, f := range report.Suppressed {
		silenced := jsonSuppressed{jsonFinding: toJSON(f, o.Dir)}
		if f.Suppression != nil {
			silenced.Suppression = jsonSuppression{string(f.Suppression.Kind), f.Suppression.Reason, f.Suppression.Until}
		}
		doc.Suppressed = append(doc.Suppressed, silenced)
	}
	for _, f := range report.Failures {
		doc.Failures = append(doc.Failures, jsonFailure(f))
	}
	if err := jsontext.Write(w, doc); err != nil {
		return fmt.Errorf("cannot write the JSON report: %w", err)
	}
	return nil
}

// modules returns the paths of all modules that a report is about.
func modules(report *finding.Report, o Options) []string {
	switch {
	case len(report.Modules) > 0:
		return report.Modules
	case o.Identity.Module != "":
		return []string{o.Identity.Module}
	}
	return []string{}
}

func toJSON(f finding.Finding, dir string) jsonFinding {
	j := jsonFinding{
		Rule:        f.Rule.ID,
		Name:        f.Rule.Name,
		Title:       f.Rule.Title,
		Severity:    f.Severity.String(),
		Confidence:  f.Confidence.String(),
		Since:       f.Since,
		Warning:     f.Warning,
		CWE:         f.Rule.CWE,
		Message:     f.Message,
		Module:      f.Module,
		Package:     f.Package,
		Function:    f.Function,
		File:        finding.Relative(dir, f.Pos.File),
		Line:        f.Pos.Line,
		Column:      f.Pos.Column,
		EndLine:     f.End.Line,
		EndColumn:   f.End.Column,
		Steps:       []jsonStep{},
		Also:        []jsonAlso{},
		Fixes:       []jsonFix{},
		Page:        f.Rule.URL(),
		Fingerprint: f.Fingerprint,
	}
	for _, s := range f.Steps {
		j.Steps = append(j.Steps, jsonStep{s.Message, finding.Relative(dir, s.Pos.File), s.Pos.Line, s.Pos.Column})
	}
	for _, p := range f.Also {
		j.Also = append(j.Also, jsonAlso{p.Function, finding.Relative(dir, p.Pos.File), p.Pos.Line, p.Pos.Column, p.Fingerprint})
	}
	for _, fix := range f.Fixes {
		edits := []jsonEdit{}
		for _, e := range fix.Edits {
			edits = append(edits, jsonEdit{finding.Relative(dir, e.File), e.Start, e.End, e.New})
		}
		j.Fixes = append(j.Fixes, jsonFix{fix.Message, edits})
	}
	return j
}
