// Package finding holds what one run has to say: the findings, and what could
// not be analysed. Every output format is made from a Report.
package finding

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
)

// Report is the outcome of a run.
type Report struct {
	Findings   []Finding // sorted by file, line, column, rule and message
	Suppressed []Finding // what somebody has silenced, with Suppression set; sorted like Findings
	Failures   []Failure // what could not be analysed; sorted by package
	Notes      []string  // what the go command had to say besides
	Modules    []string  // paths of the modules of a run over several, in the order in which they were analysed

	Unchanged int // findings left out because their lines have not changed
	Stale     int // entries of the baseline whose findings are gone
}

// Finding is one defect.
type Finding struct {
	Rule       rule.Meta
	Severity   rule.Severity
	Confidence rule.Confidence
	Package    string // import path
	Profile    string // the profile that it is reported in; empty: all
	Generated  bool   // it is in a generated file
	Since      string // version of cryptolint that was the first to find it; empty: unknown
	Warning    bool   // rules-as-of keeps it from failing the run
	Message    string // without the rule's ID
	Pos        Position
	End        Position // equal to Pos where the rule gave none
	Steps      []Step   // the path that the value took, source first
	Fixes      []Fix    // what can be applied by machine

	Module   string // path of the module that holds the package; empty: unknown
	Key      string // digest of the rule, its case and the code; see rule.Mark
	Function string // the declaration that holds it, such as "Vault.Seal"; empty: none
	Cause    string // the same for findings of one rule that are one defect; empty: none is known; see rule.Mark

	Also []Place // where the same defect shows besides, sorted by file, line and column; see Report.Group

	Fingerprint string       // stays the same when lines move; see Fingerprint
	Suppression *Suppression // nil: nobody has silenced it
	Expired     *Suppression // what silenced it until its last day; nil: nothing did
}

// Suppression says who has silenced a finding, and why.
type Suppression struct {
	Kind   SuppressionKind
	Reason string // in the words of the person; empty if none was given
	Until  string // the last day on which it counts, such as 2027-01-31; empty: for good
	Line   int    // of the comment, in the file of the finding, or of the entry in the baseline; 0: unknown
}

// SuppressionKind is the way in which a finding was silenced.
type SuppressionKind string

// The ways to silence a finding.
const (
	ByIgnore   SuppressionKind = "ignore"   // a //cryptolint:ignore comment
	ByNolint   SuppressionKind = "nolint"   // a //nolint comment
	ByNosec    SuppressionKind = "nosec"    // a #nosec comment
	ByLint     SuppressionKind = "lint"     // a //lint:ignore comment
	ByBaseline SuppressionKind = "baseline" // it is in the baseline file
)

// Position is a place in a file.
type Position struct {
	File   string // absolute, or empty if unknown
	Line   int    // from 1, or 0 if unknown
	Column int    // in bytes, from 1, or 0 if unknown
}

// Place is where a defect shows that is reported elsewhere.
type Place struct {
	Pos         Position
	Function    string // the declaration that holds it; empty: none
	Fingerprint string // of the finding that it would be by itself
}

// Step is one step of the path that a value took.
type Step struct {
	Pos     Position
	Message string
}

// Fix is a set of edits that belong together.
type Fix struct {
	Message string
	Edits   []Edit
}

// Edit replaces the bytes [Start, End) of a file, counted from 0.
type Edit struct {
	File       string
	Start, End int
	New        string
}

// Failure is something that could not be analysed. A run with a failure never
// counts as clean.
type Failure struct {
	Module   string // path of the module, in a run over several; empty: unknown
	Package  string // import path, or empty if no package is to blame
	Rule     string // the rule or pass that failed, or empty
	Internal bool   // the fault is cryptolint's, not the package's
	Message  string // one or several lines
}

// Add adds another report to this one, which then has to be sorted.
func (r *Report) Add(other *Report) {
	r.Findings = append(r.Findings, other.Findings...)
	r.Suppressed = append(r.Suppressed, other.Suppressed...)
	r.Failures = append(r.Failures, other.Failures...)
	r.Notes = append(r.Notes, other.Notes...)
	r.Unchanged += other.Unchanged
	r.Stale += other.Stale
}

// Sort puts the report in its stable order and drops what is said twice: the
// same file is analysed once for a package and once more for its tests.
func (r *Report) Sort() {
	r.Findings = sorted(r.Findings)
	r.Suppressed = sorted(r.Suppressed)
	slices.SortFunc(r.Failures, compareFailures)
	r.Failures = slices.Compact(r.Failures)
}

func sorted(findings []Finding) []Finding {
	slices.SortFunc(findings, compareFindings)
	return slices.CompactFunc(findings, func(a, b Finding) bool { return compareFindings(a, b) == 0 })
}

func compareFindings(a, b Finding) int {
	return cmp.Or(
		comparePositions(a.Pos, b.Pos),
		strings.Compare(a.Rule.ID, b.Rule.ID),
		strings.Compare(a.Key, b.Key),
		strings.Compare(a.Message, b.Message),
	)
}

func compareFailures(a, b Failure) int {
	return cmp.Or(
		strings.Compare(a.Module, b.Module),
		strings.Compare(a.Package, b.Package),
		strings.Compare(a.Rule, b.Rule),
		strings.Compare(a.Message, b.Message),
	)
}

// Fixable counts the findings that can be fixed by machine.
func (r *Report) Fixable() int {
	n := 0
	for _, f := range r.Findings {
		if len(f.Fixes) > 0 {
			n++
		}
	}
	return n
}

// Warnings counts the findings that rules-as-of keeps from failing the run.
func (r *Report) Warnings() int {
	n := 0
	for _, f := range r.Findings {
		if f.Warning {
			n++
		}
	}
	return n
}

// Relative returns the name of the file as seen from the directory, or the
// absolute name where that is shorter.
func Relative(dir, file string) string {
	rel, err := filepath.Rel(dir, file)
	if err != nil || len(rel) >= len(file) {
		return file
	}
	return rel
}

// Real returns the name of a file in which no directory is a symbolic link, or the
// name as it is if there is no such directory.
func Real(file string) string {
	dir, err := filepath.EvalSymlinks(filepath.Dir(file))
	if err != nil {
		return file
	}
	return filepath.Join(dir, filepath.Base(file))
}

func comparePositions(a, b Position) int {
	return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}
