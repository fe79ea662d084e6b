// Package rule is what every rule of cryptolint is made of: its metadata,
// stated once, and the one way to report a finding.
//
// A rule is a package that declares
//
//	var Meta = rule.Meta{ID: "CL201", Name: "ecb", …}
//	var Analyzer = rule.New(Meta, run, flow.Analyzer)
//
//	func run(pass *rule.Pass) error { …; pass.Report(rule.Finding{…}) }
//
// Meta stands apart from Analyzer so that run may read it without an
// initialization cycle.
package rule

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/config"
)

// Severity says how bad the defect is if the finding is true.
type Severity int

// The severities, least first. The zero value means "not stated".
const (
	Low Severity = iota + 1
	Medium
	High
	Critical
)

var severityNames = []string{"", "low", "medium", "high", "critical"}

func (s Severity) String() string { return nameOf(severityNames, int(s)) }

// Confidence says how sure the rule is that the finding is true.
type Confidence int

// The confidences, least first. The zero value means "not stated".
const (
	Unsure Confidence = iota + 1
	Likely
	Certain
)

var confidenceNames = []string{"", "low", "medium", "high"}

func (c Confidence) String() string { return nameOf(confidenceNames, int(c)) }

func nameOf(names []string, i int) string {
	if i <= 0 || i >= len(names) {
		return fmt.Sprintf("unknown(%d)", i)
	}
	return names[i]
}

// ParseSeverity returns the severity with that name.
func ParseSeverity(name string) (Severity, error) {
	i := slices.Index(severityNames, name)
	if i <= 0 {
		return 0, fmt.Errorf("unknown severity %q: use low, medium, high or critical", name)
	}
	return Severity(i), nil
}

// ParseConfidence returns the confidence with that name.
func ParseConfidence(name string) (Confidence, error) {
	i := slices.Index(confidenceNames, name)
	if i <= 0 {
		return 0, fmt.Errorf("unknown confidence %q: use low, medium or high", name)
	}
	return Confidence(i), nil
}

// Meta is everything there is to know about a rule besides its code.
type Meta struct {
	ID       string   // "CL201": stable, never reused; the diagnostic's category
	Name     string   // "ecb": the analyzer's name, its flag, its folder and its page
	Title    string   // one line, without a full stop
	Severity Severity // of the worst pattern that the rule finds
	CWE      int      // number of the weakness in the CWE list
	Patterns []string // codes of the catalogue of patterns that the rule covers, such as "C03"
	Instead  []string // what to use instead: symbols of safeapi, such as "safeapi/aead.Keyring.Encrypt"
	Since    string   // version of cryptolint that had it first, such as "0.1.0"
	Profile  string   // the only profile that it reports in; empty: all
	Lint     []string // IDs of the checks of staticcheck that say the same, such as "SA1019": its comments count if they give a reason
	Gosec    []string // IDs of the rules of gosec that say the same, such as "G401": its #nosec comments count

	// Widened are the cases, as in Finding.Case, that a version after Since was the
	// first to find, with that version. A rule that starts to report more gives the
	// new findings a case, so that rules-as-of can keep them from failing a run.
	Widened map[string]string

	Options []config.Option // what can be set for the rule alone
}

// SinceOf returns the version of cryptolint that was the first to find a case of the
// rule.
func (m Meta) SinceOf(name string) string { return cmp.Or(m.Widened[name], m.Since) }

// Config is what the configuration has to know of the rule.
func (m Meta) Config() config.Rule {
	return config.Rule{ID: m.ID, Name: m.Name, Title: m.Title, Options: m.Options}
}

// docs is where the pages of the rules are read.
const docs = "https://github.com/cryptolint/cryptolint/blob/main/docs/rules/"

// Page is the file name of the rule's page in docs/rules.
func (m Meta) Page() string { return m.ID + "-" + m.Name + ".md" }

// URL is the address of the rule's page.
func (m Meta) URL() string { return docs + m.Page() }

// New makes the analyzer of a rule. Its result is a *Result. Its run function is
// called once per package with a Pass that reports for the rule, and once more with
// one that reports in test files where that is wanted. A panic in it becomes an
// error that names the rule and the package, so that the other rules go on.
func New(meta Meta, run func(*Pass) error, requires ...*analysis.Analyzer) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:       meta.Name,
		Doc:        meta.ID + ": " + meta.Title,
		URL:        meta.URL(),
		Requires:   slices.Concat(requires, []*analysis.Analyzer{Settings, comments}),
		ResultType: reflect.TypeFor[*Result](),
		Run: func(pass *analysis.Pass) (result any, err error) {
			defer func() {
				if p := recover(); p != nil {
					err = panicError(meta.ID+" "+meta.Name, pass.Pkg.Path(), p)
				}
			}()
			p := newPass(pass, meta)
			if err := run(p); err != nil || !p.Config.Tests || !p.hasTests() {
				return p.result, err
			}
			return p.result, run(p.withTests())
		},
	}
}
