package html

import (
	"fmt"
	"html/template"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/internal/rule"
)

const (
	openUpTo = 20  // findings: a longer list begins with all details closed
	manyFrom = 500 // findings: the browser draws only those in sight of such a list
)

// The values from which the template makes the page. All text in them is safe to
// show; the template escapes it for HTML.
type (
	view struct {
		Style   template.CSS
		Script  template.JS
		Policy  string
		Version string
		Facts   []Fact
		Many    bool

		Title    string // of the window
		Headline string
		Subline  string
		Failures []failureView
		Notes    []string
		Charts   []chart
		Findings section
		Silenced section
		Rules    []ruleView
		Packages []string // for the filter

		ShowSuppressed bool
		Severities     []string // worst first, as for the filter
		Confidences    []string
	}
	failureView struct{ Head, Message string }
	section     struct {
		Count  int
		Open   bool // details begin open
		Groups []group
	}
	// group is the findings of one severity.
	group struct {
		Heading  string
		Findings []findingView
	}
	findingView struct {
		Anchor               string
		Package              string // its directory
		Order                int    // by file and line, from 0
		Rule, Title          string
		Severity, Confidence string
		CWE                  int
		URL                  string // of the rule's page
		Message, Place       string
		Why, Fix             string // empty where the rule does not give them apart
		Warning              string // why it does not fail the run; empty: it may
		Contents             string // of the details, in words
		Source               *excerpt
		Steps                []stepView
		Also                 []stepView
		Instead              []string
		Fixes                []string
		Silence              *silenceView
		Open                 bool
		HasExample           bool
	}
	stepView struct {
		Place, Text string
		Source      *excerpt
	}
	silenceView struct{ By, Reason string }
	ruleView    struct {
		ID, Name, Title string
		Severity        string
		CWE             int
		URL             string
		Instead         []string
		Example         string
		Count           int
	}
)

// viewer turns the report into what is shown.
type viewer struct {
	o       Options
	sources sources
	anchors map[string]bool
	rules   map[string]*ruleView
}

func newView(report *finding.Report, o Options) *view {
	v := &viewer{
		o:       o,
		sources: sources{safe: o.Safe},
		anchors: make(map[string]bool),
		rules:   make(map[string]*ruleView),
	}
	all := [][]finding.Finding{report.Findings, report.Suppressed}
	rules := v.collectRules(all)
	page := &view{
		Version:        o.Safe(o.Version),
		Facts:          facts(o),
		Many:           len(report.Findings)+len(report.Suppressed) >= manyFrom,
		Title:          "cryptolint: " + outcome(report),
		Headline:       headline(report),
		Subline:        subline(report),
		Charts:         v.charts(report.Findings),
		Findings:       v.section(report.Findings),
		Silenced:       v.section(report.Suppressed),
		Rules:          rules,
		Packages:       v.packages(all),
		ShowSuppressed: o.ShowSuppressed,
	}
	for s := rule.Critical; s >= rule.Low; s-- {
		page.Severities = append(page.Severities, s.String())
	}
	for c := rule.Certain; c >= rule.Unsure; c-- {
		page.Confidences = append(page.Confidences, c.String())
	}
	for _, f := range report.Failures {
		page.Failures = append(page.Failures, v.failure(f))
	}
	for _, note := range report.Notes {
		page.Notes = append(page.Notes, v.lines(note))
	}
	return page
}

// lines makes text of several lines safe.
func (v *viewer) lines(text string) string {
	lines := strings.Split(strings.TrimRight(text, "\r\n"), "\n")
	for i, line := range lines {
		lines[i] = v.o.Safe(expand(strings.TrimRight(line, "\r")))
	}
	return strings.Join(lines, "\n")
}

func (v *viewer) failure(f finding.Failure) failureView {
	var head string
	switch {
	case f.Internal && f.Rule != "":
		head = "cryptolint itself failed in " + f.Rule
	case f.Internal:
		head = "cryptolint itself failed"
	case f.Package == "":
		head = "The analysis failed"
	default:
		head = "Could not be analysed: " + f.Package
	}
	if f.Internal && f.Package != "" {
		head += " on " + f.Package
	}
	return failureView{Head: v.o.Safe(head), Message: v.lines(f.Message)}
}

// section groups findings by severity, the worst first. Within a group they stay
// in the order in which they come: by file and line.
func (v *viewer) section(findings []finding.Finding) section {
	s := section{Count: len(findings)}
	bySeverity := make(map[rule.Severity][]findingView)
	for i, f := range findings {
		shown := v.finding(f)
		shown.Open = len(findings) <= openUpTo
		shown.Order = i
		bySeverity[f.Severity] = append(bySeverity[f.Severity], shown)
	}
	for _, severity := range slices.Backward(slices.Sorted(maps.Keys(bySeverity))) {
		s.Groups = append(s.Groups, group{capitalised(severity.String()), bySeverity[severity]})
	}
	return s
}

func capitalised(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

func (v *viewer) finding(f finding.Finding) findingView {
	parts, instead := split(f)
	shown := findingView{
		Anchor:     v.anchor(f),
		Package:    v.packageOf(f),
		Rule:       v.o.Safe(f.Rule.ID),
		Title:      v.o.Safe(f.Rule.Title),
		Severity:   f.Severity.String(),
		Confidence: f.Confidence.String(),
		CWE:        f.Rule.CWE,
		URL:        f.Rule.URL(),
		Message:    v.o.Safe(parts.Problem),
		Why:        v.o.Safe(parts.Why),
		Fix:        v.o.Safe(parts.Fix),
		Place:      v.place(f.Pos),
		Source:     v.sources.excerpt(f.Pos, f.End, contextLines),
		Instead:    v.all(instead),
		HasExample: v.rules[f.Rule.ID].Example != "",
	}
	for _, s := range f.Steps {
		step := stepView{Place: v.place(s.Pos), Text: v.o.Safe(s.Message)}
		if finding.Beside(f.Pos.File, s.Pos.File) {
			step.Source = v.sources.line(s.Pos)
		}
		shown.Steps = append(shown.Steps, step)
	}
	for _, p := range f.Also {
		place := stepView{Place: v.place(p.Pos)}
		if finding.Beside(f.Pos.File, p.Pos.File) {
			place.Source = v.sources.line(p.Pos)
		}
		shown.Also = append(shown.Also, place)
	}
	for _, fix := range f.Fixes {
		shown.Fixes = append(shown.Fixes, v.o.Safe(fix.Message))
	}
	if f.Warning {
		shown.Warning = "does not fail the run: found since cryptolint " + v.o.Safe(f.Since) + ", which is newer than rules-as-of"
	}
	shown.Contents = contents(shown)
	if f.Suppression != nil {
		shown.Silence = &silenceView{by(f.Suppression.Kind), v.o.Safe(f.Suppression.Reason)}
	}
	return shown
}

// contents lists what the details of a finding hold.
func contents(f findingView) string {
	var parts []string
	if f.Source != nil {
		parts = append(parts, "code")
	}
	if n := len(f.Steps); n > 0 {
		parts = append(parts, count(n, "step"))
	}
	if n := len(f.Also); n > 0 {
		parts = append(parts, count(n, "more place"))
	}
	if len(f.Instead) > 0 || f.Fix != "" {
		parts = append(parts, "what to use instead")
	}
	return strings.Join(parts, ", ")
}

// split takes the message apart. Instead is what the rule says to use instead:
// the symbol that the message names, or all that the rule knows.
func split(f finding.Finding) (parts rule.Parts, instead []string) {
	parts = f.Rule.Parts(f.Message)
	for _, symbol := range f.Rule.Instead {
		if strings.HasSuffix(f.Message, "; use "+symbol) {
			parts.Fix = "" // the symbol says it
			return parts, []string{symbol}
		}
	}
	if parts.Fix != "" {
		return parts, nil
	}
	return parts, f.Rule.Instead
}

func by(kind finding.SuppressionKind) string {
	switch kind {
	case finding.ByIgnore:
		return "a //cryptolint:ignore comment"
	case finding.ByNolint:
		return "a //nolint comment"
	case finding.ByNosec:
		return "a #nosec comment"
	case finding.ByLint:
		return "a //lint:ignore comment"
	case finding.ByBaseline:
		return "the baseline"
	}
	return "an unknown means"
}

// anchor is the name of the finding in links: its fingerprint, which stays when
// lines move. A report without fingerprints counts.
func (v *viewer) anchor(f finding.Finding) string {
	name := "f-" + v.o.Safe(f.Fingerprint)
	if f.Fingerprint == "" || v.anchors[name] {
		name = fmt.Sprintf("f-%s-%d", v.o.Safe(f.Fingerprint), len(v.anchors)+1)
	}
	v.anchors[name] = true
	return name
}

// place writes a position the way that editors understand.
func (v *viewer) place(p finding.Position) string {
	if p.File == "" {
		return "(unknown place)"
	}
	text := v.o.Safe(filepath.ToSlash(finding.Relative(v.o.Dir, p.File)))
	if p.Line > 0 {
		text += fmt.Sprintf(":%d", p.Line)
		if p.Column > 0 {
			text += fmt.Sprintf(":%d", p.Column)
		}
	}
	return text
}

// packageOf is the directory of the finding.
func (v *viewer) packageOf(f finding.Finding) string {
	if f.Pos.File == "" {
		return "(unknown place)"
	}
	dir := path.Dir(filepath.ToSlash(finding.Relative(v.o.Dir, f.Pos.File)))
	if dir == "." {
		return "(top directory)"
	}
	return v.o.Safe(dir)
}

func (v *viewer) all(texts []string) []string {
	var safe []string
	for _, text := range texts {
		safe = append(safe, v.o.Safe(text))
	}
	return safe
}

// facts returns those of the options that have a value, safe to show.
func facts(o Options) []Fact {
	var all []Fact
	for _, f := range o.Facts {
		if f.Value != "" {
			all = append(all, Fact{f.Name, o.Safe(f.Value)})
		}
	}
	return all
}
