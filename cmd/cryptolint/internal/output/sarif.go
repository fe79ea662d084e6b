package output

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/jsontext"
	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// SARIFSchema is the schema that reports name.
const SARIFSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

const (
	sourceRoot = "%SRCROOT%" // the name by which GitHub knows the root of the repository
	homepage   = "https://github.com/cryptolint/cryptolint"
)

// SARIF writes the report in the Static Analysis Results Interchange Format,
// version 2.1.0, with what GitHub code scanning asks for. Names of files are
// relative to o.Root. It names no other directory and no time, so the same
// findings make the same bytes.
//
// Silenced findings are left out unless o.ShowSuppressed says otherwise: GitHub
// shows them as open.
func SARIF(w io.Writer, report *finding.Report, o Options) error {
	s := newSARIF(report, o)
	run := sarifRun{
		Tool:        sarifTool{Driver: s.driver()},
		Invocations: []sarifInvocation{invocation(report)},
		ColumnKind:  "utf16CodeUnits",
		OriginalURIBaseIDs: map[string]sarifArtifactLocation{
			sourceRoot: {Description: &sarifMessage{Text: "The root of the repository."}},
		},
		Results: []sarifResult{},
	}
	if category := o.Identity.Category; category != "" {
		run.AutomationDetails = &sarifAutomationDetails{ID: category + "/"}
	}
	if id := o.Identity; id.Repository != "" {
		run.VersionControl = []sarifVersionControl{{
			RepositoryURI: id.Repository, RevisionID: id.Revision, MappedTo: sarifArtifactLocation{URIBaseID: sourceRoot},
		}}
	}
	if o.Identity != (Identity{}) {
		run.Properties = &sarifRunProperties{o.Identity.Module, o.Identity.Revision, o.Identity.Platform, o.Identity.Configuration, report.Modules}
	}
	for _, f := range report.Findings {
		run.Results = append(run.Results, s.result(f))
	}
	if o.ShowSuppressed {
		for _, f := range report.Suppressed {
			run.Results = append(run.Results, s.result(f))
		}
	}
	if err := jsontext.Write(w, sarifLog{Schema: SARIFSchema, Version: "2.1.0", Runs: []sarifRun{run}}); err != nil {
		return fmt.Errorf("cannot write the SARIF report: %w", err)
	}
	return nil
}

// sarif makes the parts of a report.
type sarif struct {
	Options
	texts fileTexts
	rules []sarifRule    // of the driver
	parts bool           // the run is about several modules
	index map[string]int // of the rules, by ID
}

func newSARIF(report *finding.Report, o Options) *sarif {
	s := &sarif{Options: o, texts: make(fileTexts), rules: []sarifRule{}, parts: len(report.Modules) > 0, index: make(map[string]int)}
	for _, meta := range o.Rules {
		s.addRule(meta, meta.Severity)
	}
	all := slices.Concat(report.Findings, report.Suppressed)
	for _, meta := range o.Rules {
		for _, severity := range []rule.Severity{rule.Critical, rule.High, rule.Medium, rule.Low} {
			if slices.ContainsFunc(all, func(f finding.Finding) bool { return f.Rule.ID == meta.ID && told(f) == severity }) {
				s.addRule(meta, severity)
			}
		}
	}
	return s
}

// addRule adds a rule at a severity, once.
func (s *sarif) addRule(meta rule.Meta, severity rule.Severity) {
	r := s.rule(meta, severity)
	if _, known := s.index[r.ID]; !known {
		s.index[r.ID] = len(s.rules)
		s.rules = append(s.rules, r)
	}
}

func (s *sarif) driver() sarifDriver {
	driver := sarifDriver{
		Name:            "cryptolint",
		SemanticVersion: semanticVersion(s.Version),
		InformationURI:  homepage,
		Rules:           s.rules,
	}
	if driver.SemanticVersion == "" {
		driver.Version = s.Version
	}
	return driver
}

// semver is a version of Semantic Versioning 2.0.0 with Go's "v" before it.
var semver = lazyregexp.New(`^v((0|[1-9]\d*)\.){2}(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$`)

// semanticVersion returns the version without "v", or an empty string if it is
// no semantic version, such as "(devel)".
func semanticVersion(version string) string {
	if !semver.MatchString(version) {
		return ""
	}
	return strings.TrimPrefix(version, "v")
}

func invocation(report *finding.Report) sarifInvocation {
	i := sarifInvocation{ExecutionSuccessful: len(report.Failures) == 0}
	for _, f := range report.Failures {
		i.Notifications = append(i.Notifications, sarifNotification{Level: "error", Message: sarifText(failureText(f)), Properties: notificationProperties(f)})
	}
	return i
}

// notificationProperties says in which of several modules something could not be
// analysed.
func notificationProperties(f finding.Failure) map[string]string {
	if f.Module == "" {
		return nil
	}
	return map[string]string{"module": f.Module}
}

// sarifText makes a message. What would read as a link in SARIF, "a[i](x)",
// gets a space: sources are full of it, and our messages have no links.
func sarifText(text string) sarifMessage {
	return sarifMessage{Text: strings.ReplaceAll(SafeLines(text), "](", "] (")}
}
