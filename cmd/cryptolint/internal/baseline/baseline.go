// Package baseline keeps the list of the findings that a program had when its
// team began to use cryptolint. What the list holds is silenced, so that only what
// is new fails a run.
package baseline

import (
	"cmp"
	"path/filepath"
	"time"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/internal/suppress"
)

// Entry stands for one finding.
type Entry struct {
	Rule    string `json:"rule"`
	File    string `json:"file"`    // when it was written: from the directory of the baseline, with slashes
	Message string `json:"message"` // when it was written; for people, and otherwise without a meaning

	// Key and Function are what the finding is known by, see finding.Identity.
	// Findings that only their places tell apart share them, and have an entry each.
	Key      string `json:"key,omitempty"`
	Function string `json:"function,omitempty"`

	// Reason and Until are a person's: why the finding is accepted, and the last day
	// on which the entry counts, such as 2027-01-31. Both may be empty.
	Reason string `json:"reason,omitempty"`
	Until  string `json:"until,omitempty"`

	// Fingerprint is what an entry of version 1 has instead. It is a digest of the
	// message and the line, among others.
	Fingerprint string `json:"fingerprint,omitempty"`

	line int // in the file that it was read from, from 1; 0: it was not read
}

// Baseline is a list of findings.
type Baseline struct {
	dir     string // of the file, absolute: names of files start there
	entries []Entry
	old     bool // it was read from a file of version 1
}

// Old tells whether the baseline was read from a file of an earlier version of the
// format. Written again, it has the present one.
func (b *Baseline) Old() bool { return b.old }

// New makes the baseline of a file in the directory, of findings and of entries
// that stay. What an earlier baseline says of a finding that it silences stays, too.
func New(dir string, findings []finding.Finding, stay []Entry) *Baseline {
	b := &Baseline{dir: realDir(dir), entries: append([]Entry(nil), stay...)}
	var lines finding.Lines
	for _, f := range findings {
		id := lines.Identity(f)
		e := Entry{Rule: f.Rule.ID, File: b.relative(f.Pos.File), Message: f.Message, Key: id.Key, Function: id.Function}
		if by := cmp.Or(f.Suppression, f.Expired); by != nil && by.Kind == finding.ByBaseline {
			e.Reason, e.Until = by.Reason, by.Until
		}
		b.entries = append(b.entries, e)
	}
	return b
}

// Len is the number of entries.
func (b *Baseline) Len() int { return len(b.entries) }

// realDir makes the names of files comparable, whichever way leads to them.
func realDir(dir string) string { return filepath.Dir(finding.Real(filepath.Join(dir, FileName))) }

// File returns the absolute name of the file of an entry, as finding.Real has it.
func (b *Baseline) File(e Entry) string {
	file := filepath.FromSlash(e.File)
	if !filepath.IsAbs(file) {
		file = filepath.Join(b.dir, file)
	}
	return finding.Real(file)
}

func (b *Baseline) relative(file string) string {
	file = finding.Real(file)
	if rel, err := filepath.Rel(b.dir, file); err == nil {
		file = rel
	}
	return filepath.ToSlash(file)
}

// Silence moves the findings that the baseline lists to those of the report that
// are silenced, and returns the entries that no finding needs. The report must be
// sorted, and must be sorted again.
//
// An entry first serves a finding in the file that it names: one in the function
// that it names, then one in a function that may have been renamed. What is left
// serves findings in other files, as long as its own file has lost the line: then
// the line has moved, or the file was renamed. So a copy of an old mistake is new.
func (b *Baseline) Silence(report *finding.Report) (idle []Entry) {
	m := b.matcher()
	serves := make([]int, len(report.Findings)) // indexes of entries, from 1
	for _, step := range []struct {
		names []naming
		take  func([]naming, finding.Finding) int
	}{
		{[]naming{exact, old}, m.inFile},
		{[]naming{renamed, reworded}, m.inFile},
		{[]naming{exact, old, renamed}, m.moved},
	} {
		for i, f := range report.Findings {
			if serves[i] == 0 {
				serves[i] = 1 + step.take(step.names, f)
			}
		}
	}
	var open []finding.Finding
	for i, f := range report.Findings {
		if serves[i] == 0 {
			open = append(open, f)
			continue
		}
		e := b.entries[serves[i]-1]
		by := &finding.Suppression{Kind: finding.ByBaseline, Reason: e.Reason, Until: e.Until, Line: e.line}
		if suppress.Expired(e.Until, time.Now()) {
			f.Expired = by
			f.Steps = append(f.Steps, finding.Step{Pos: f.Pos, Message: "its entry in the baseline expired on " + e.Until})
			open = append(open, f)
			continue
		}
		f.Suppression = by
		report.Suppressed = append(report.Suppressed, f)
	}
	report.Findings = open
	return m.idle()
}
