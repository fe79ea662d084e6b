// Package merge joins the reports of many repositories, modules and platforms into
// one, and compares it with an earlier one. It reads reports alone: no source file
// and no repository has to be at hand.
package merge

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/module"
)

// maxSize bounds the reports that are read, in bytes. GitHub takes ten megabytes
// when compressed.
const maxSize = 256 << 20

// Report is what one file says.
type Report struct {
	Repository, Module, Revision, Platform string // empty: unknown
	Version                                string // of cryptolint
	Part                                   int    // which one it is of a file that is about several modules, from 0

	Failures []string // what could not be analysed, and why
	Findings []Finding
}

// Finding is one finding of a report, silenced or not.
type Finding struct {
	Rule, Name           string // of the rule: CL401, weakrandom
	Severity, Confidence string
	Message              string
	Module               string // path, without its major version; empty: that of the report
	Package, Function    string
	File                 string // with slashes
	Line                 int
	Fingerprint          string
	Warning              bool   // it does not fail its run, because rules-as-of names an older release
	Silenced             string // by what, such as "ignore"; empty: by nothing
	Reason               string
}

// Read reads reports in the JSON or the SARIF of cryptolint. A directory stands for
// the files in it that end in .json or .sarif. Errors name the file.
func Read(names []string) ([]Report, error) {
	var all []Report
	for _, name := range names {
		files, err := filesOf(name)
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			reports, err := readFile(file)
			if err != nil {
				return nil, fmt.Errorf("the report %s %w", file, err)
			}
			all = append(all, reports...)
		}
	}
	return all, nil
}

func filesOf(name string) ([]string, error) {
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no report %s", name)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read the report: %w", err)
	}
	if !info.IsDir() {
		return []string{name}, nil
	}
	var files []string
	for _, pattern := range []string{"*.json", "*.sarif"} {
		found, err := filepath.Glob(filepath.Join(globEscape(name), pattern))
		if err != nil {
			return nil, fmt.Errorf("cannot look for reports in %s: %w", name, err)
		}
		files = append(files, found...)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("the directory %s has no report: they end in .json or .sarif", name)
	}
	slices.Sort(files)
	return files, nil
}

// globEscape quotes what has a meaning in a pattern.
func globEscape(name string) string {
	if filepath.Separator == '\\' {
		return name
	}
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(name)
}

func readFile(file string) ([]Report, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %w", err)
	}
	if !info.Mode().IsRegular() || info.Size() > maxSize {
		return nil, fmt.Errorf("is not a regular file of at most %d MB", maxSize>>20)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %w", err)
	}
	return Parse(data)
}

// Parse reads one file. The error goes on after the file's name.
func Parse(data []byte) ([]Report, error) {
	var head struct {
		SchemaVersion int               `json:"schemaVersion"`
		Findings      json.RawMessage   `json:"findings"`
		Runs          []json.RawMessage `json:"runs"`
	}
	if err := json.Unmarshal(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), &head); err != nil {
		return nil, fmt.Errorf("is not JSON: %w", err)
	}
	switch {
	case head.Runs != nil:
		return parseSARIF(head.Runs)
	case head.Findings == nil:
		return nil, errors.New("is neither JSON nor SARIF from cryptolint: write it with 'cryptolint -format json'")
	case head.SchemaVersion != 1:
		return nil, fmt.Errorf("has version %d of the format, and this cryptolint reads version 1", head.SchemaVersion)
	}
	return parseJSON(data)
}

type jsonFinding struct {
	Finding
	Suppression struct{ Kind, Reason string }
}

func parseJSON(data []byte) ([]Report, error) {
	var doc struct {
		Tool   struct{ Version string }
		Source struct {
			Module, Repository, Revision, Platform string
			Modules                                []string
		}
		Findings, Suppressed []jsonFinding
		Failures             []failure
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("has a value of the wrong kind: %w", err)
	}
	r := Report{
		Repository: doc.Source.Repository, Module: doc.Source.Module, Revision: doc.Source.Revision, Platform: doc.Source.Platform,
		Version: doc.Tool.Version,
	}
	for _, f := range slices.Concat(doc.Findings, doc.Suppressed) {
		f.Finding.Silenced, f.Finding.Reason = f.Suppression.Kind, f.Suppression.Reason
		f.Finding.File = path.Clean(filepath.ToSlash(f.File))
		r.Findings = append(r.Findings, f.Finding)
	}
	return r.split(doc.Source.Modules, doc.Failures), nil
}

// failure is something that could not be analysed.
type failure struct{ Module, Package, Message string }

// text returns what failed and why, in one text.
func (f failure) text() string {
	if f.Package == "" || strings.Contains(f.Message, f.Package) {
		return f.Message
	}
	return f.Package + ": " + f.Message
}

// split makes a report of each module of a report that is about several. A failure of
// which nobody knows the module makes all of them incomplete.
func (r Report) split(modules []string, failures []failure) []Report {
	if len(modules) < 2 {
		for _, f := range failures {
			r.Failures = append(r.Failures, f.text())
		}
		return []Report{r}
	}
	parts := make([]Report, 0, len(modules))
	index := make(map[string]int)
	part := func(module string) *Report {
		i, known := index[module]
		if !known {
			i = len(parts)
			index[module] = i
			p := r
			p.Module, p.Part, p.Findings = module, i, nil
			parts = append(parts, p)
		}
		return &parts[i]
	}
	for _, module := range modules {
		part(module)
	}
	for _, f := range r.Findings {
		p := part(cmp.Or(holding(f.Package, modules), f.Module, r.Module))
		p.Findings = append(p.Findings, f)
	}
	for _, f := range failures {
		if f.Module != "" {
			p := part(f.Module)
			p.Failures = append(p.Failures, f.text())
			continue
		}
		for i := range parts {
			parts[i].Failures = append(parts[i].Failures, f.text())
		}
	}
	return parts
}

// holding returns the module that holds a package by its path, or "". The module of a
// finding has no major version, so it does not say which of two it is.
func holding(pkg string, modules []string) string {
	best := ""
	for _, m := range modules {
		if len(m) > len(best) && (pkg == m || strings.HasPrefix(pkg, m+"/")) {
			best = m
		}
	}
	return best
}

// unversioned returns the path of a module without its major version, so that a new
// one is not another module.
func unversioned(path string) string {
	if prefix, _, ok := module.SplitPathVersion(path); ok {
		return prefix
	}
	return path
}

// sarifRun is what is read of a run.
type sarifRun struct {
	Tool struct {
		Driver struct {
			Name, Version, SemanticVersion string
			Rules                          []struct{ ID, Name string }
		}
	}
	VersionControlProvenance []struct{ RepositoryURI, RevisionID string }
	Invocations              []struct {
		ToolExecutionNotifications []struct {
			Message    struct{ Text string }
			Properties struct{ Module string }
		}
	}
	Properties struct {
		Module, Platform string
		Modules          []string
	}
	Results []struct {
		RuleID    string
		Message   struct{ Text string }
		Locations []struct {
			PhysicalLocation struct {
				ArtifactLocation struct{ URI string }
				Region           struct{ StartLine int }
			}
		}
		PartialFingerprints map[string]string
		Properties          struct {
			Severity, Confidence, Module, Package string
			Warning                               bool
		}
		Suppressions []struct{ Kind, Justification string }
	}
}

func parseSARIF(runs []json.RawMessage) ([]Report, error) {
	var all []Report
	for _, raw := range runs {
		var run sarifRun
		if err := json.Unmarshal(raw, &run); err != nil {
			return nil, fmt.Errorf("has a value of the wrong kind: %w", err)
		}
		driver := run.Tool.Driver
		if driver.Name != "cryptolint" {
			return nil, fmt.Errorf("is from the tool %q, not from cryptolint", driver.Name)
		}
		r := Report{Module: run.Properties.Module, Platform: run.Properties.Platform, Version: driver.SemanticVersion + driver.Version}
		for _, v := range run.VersionControlProvenance {
			r.Repository, r.Revision = v.RepositoryURI, v.RevisionID
		}
		var failures []failure
		for _, i := range run.Invocations {
			for _, n := range i.ToolExecutionNotifications {
				failures = append(failures, failure{Module: n.Properties.Module, Message: n.Message.Text})
			}
		}
		names := make(map[string]string)
		for _, rule := range driver.Rules {
			names[rule.ID] = rule.Name
		}
		for _, result := range run.Results {
			id, _, _ := strings.Cut(result.RuleID, "/") // CL301/medium is CL301 at a severity of its own
			f := Finding{
				Rule: id, Name: names[result.RuleID], Message: result.Message.Text,
				Severity: result.Properties.Severity, Confidence: result.Properties.Confidence, Warning: result.Properties.Warning,
				Module: result.Properties.Module, Package: result.Properties.Package, Fingerprint: result.PartialFingerprints["cryptolint/v2"],
			}
			for _, l := range result.Locations {
				f.File, f.Line = path.Clean(l.PhysicalLocation.ArtifactLocation.URI), l.PhysicalLocation.Region.StartLine
			}
			for _, s := range result.Suppressions {
				f.Silenced, f.Reason = s.Kind, s.Justification
			}
			r.Findings = append(r.Findings, f)
		}
		all = append(all, r.split(run.Properties.Modules, failures)...)
	}
	return all, nil
}
