package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/jsontext"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/merge"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
	"github.com/cryptolint/cryptolint/internal/atomicfile"
	"github.com/cryptolint/cryptolint/internal/rule"
)

const reportHelp = `Usage: cryptolint report merge [-since report]... [-format text|html|sarif|csv]
                              [-output format=file]... report...

Merges the reports of many repositories, modules and platforms, written with
-format json or sarif, and counts by repository, rule and severity. With -since,
it shows what is new, fixed and silenced since earlier reports. A directory means
all reports in it that end in .json or .sarif. Reports of one module for several
platforms are merged: each finding lists the platforms on which it was found.

The exit code is 0 if all reports could be read.

Examples:

    cryptolint report merge reports/
    cryptolint report merge -since last-week/ -output html=all.html -output csv=all.csv today/
`

// mergeFormats are the formats of a merged report.
var mergeFormats = []string{"text", "html", "sarif", "csv"}

// reportCommand joins reports.
func (a *app) reportCommand(_ context.Context, args []string) (int, error) {
	f := flagSet("report")
	rest, err := a.parse(f, args)
	if err != nil {
		return 0, err
	}
	if len(rest) == 0 {
		return a.help([]string{"report"})
	}
	if rest[0] != "merge" {
		return 0, fmt.Errorf("unknown command report %s: use report merge", rest[0])
	}
	if len(rest) == 1 {
		return 0, errors.New("report merge takes reports or directories of them (see 'cryptolint help report')")
	}
	for _, entry := range f.outputs {
		format, file, _ := strings.Cut(entry, "=")
		if file == "" {
			return 0, fmt.Errorf("flag -output: it is FORMAT=FILE, such as html=all.html, not %q", entry)
		}
		if err := oneOf("output", format, mergeFormats...); err != nil {
			return 0, err
		}
	}
	reports, err := merge.Read(rest[1:])
	if err != nil {
		return 0, err
	}
	earlier, err := merge.Read(f.since)
	if err != nil {
		return 0, err
	}
	return exitClean, a.writeMerged(merge.Join(reports, earlier), f)
}

func (a *app) writeMerged(m *merge.Merged, f *flags) error {
	for _, entry := range f.outputs {
		format, file, _ := strings.Cut(entry, "=")
		var text bytes.Buffer
		if err := a.writeMergedAs(&text, format, m); err != nil {
			return err
		}
		if err := atomicfile.Write(file, text.Bytes()); err != nil {
			return fmt.Errorf("cannot write the merged report to %s: %w", file, reason(err))
		}
	}
	return a.writeMergedAs(a.out, f.format, m)
}

func (a *app) writeMergedAs(w io.Writer, format string, m *merge.Merged) error {
	switch format {
	case "html":
		titles := make(map[string]string)
		for _, meta := range a.metas() {
			titles[meta.ID] = meta.Title
		}
		return merge.HTML(w, m, buildVersion(), titles, output.Safe)
	case "csv":
		return merge.CSV(w, m)
	case "sarif":
		return a.mergedSARIF(w, m)
	}
	return merge.Text(w, m, output.Safe)
}

// mergedRoot is where the files of merged reports lie for the writer of SARIF. There
// is no such directory: a report could name any file, and none is to be read.
const mergedRoot = "/no source is read for merged reports"

// mergedSARIF writes a run for each module, with the findings that are open.
func (a *app) mergedSARIF(w io.Writer, m *merge.Merged) error {
	var order []merge.Item // the first of each module
	reports := make(map[string]*finding.Report)
	for _, item := range m.Items {
		at := merge.Home(item.Repository, item.Module)
		if reports[at] == nil {
			order = append(order, item)
			reports[at] = &finding.Report{}
		}
		if item.Status == merge.Open || item.Status == merge.New {
			reports[at].Findings = append(reports[at].Findings, a.asFinding(item))
		}
	}
	log := map[string]any{}
	runs := []any{}
	for _, at := range order {
		var text bytes.Buffer
		options := output.Options{
			Dir: mergedRoot, Root: mergedRoot, Version: buildVersion(), Rules: a.metas(), Pages: a.pages,
			Identity: output.Identity{Module: at.Module, Repository: at.Repository, Category: strings.TrimSuffix("cryptolint/"+at.Module, "/")},
		}
		if err := output.SARIF(&text, reports[merge.Home(at.Repository, at.Module)], options); err != nil {
			return err
		}
		if err := json.Unmarshal(text.Bytes(), &log); err != nil {
			return fmt.Errorf("cannot write the merged report: %w", err)
		}
		runs = append(runs, log["runs"].([]any)...)
	}
	if err := jsontext.Write(w, map[string]any{"$schema": output.SARIFSchema, "version": "2.1.0", "runs": runs}); err != nil {
		return fmt.Errorf("cannot write the merged report: %w", err)
	}
	return nil
}

// asFinding turns an item into a finding for the writers of reports.
func (a *app) asFinding(item merge.Item) finding.Finding {
	f := finding.Finding{
		Rule: rule.Meta{ID: item.Rule, Name: item.Name}, Severity: rule.Medium, Confidence: rule.Likely,
		Message: item.Message, Fingerprint: item.Fingerprint, Module: item.Module, Package: item.Package, Function: item.Function,
		Warning: item.Warning,
	}
	for _, meta := range a.metas() {
		if meta.ID == item.Rule {
			f.Rule = meta
		}
	}
	if severity, err := rule.ParseSeverity(item.Severity); err == nil {
		f.Severity = severity
	}
	if confidence, err := rule.ParseConfidence(item.Confidence); err == nil {
		f.Confidence = confidence
	}
	name := filepath.FromSlash(item.File)
	if !filepath.IsLocal(name) {
		name = filepath.Base(name)
	}
	f.Pos = finding.Position{File: filepath.Join(mergedRoot, name), Line: item.Line}
	f.End = f.Pos
	return f
}
