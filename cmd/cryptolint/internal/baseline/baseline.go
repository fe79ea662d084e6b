// Package baseline keeps the list of the findings that a program had when its
// team began to use cryptolint. What the list holds is silenced, so that only what
// is new fails a run.
package baseline

import (
	"path/filepath"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

// Entry stands for one finding.
type Entry struct {
	Rule    string `json:"rule"`
	File    string `json:"file"` // when it was written: from the directory of the baseline, with slashes
	Message string `json:"message"`

	// Fingerprint is that of the first finding of its kind: findings that only
	// their places tell apart share it, and have an entry each.
	Fingerprint string `json:"fingerprint"`
}

// Baseline is a list of findings.
type Baseline struct {
	dir     string // of the file, absolute: names of files start there
	entries []Entry
}

// New makes the baseline of a file in the directory, of findings and of entries
// that stay.
func New(dir string, findings []finding.Finding, stay []Entry) *Baseline {
	b := &Baseline{dir: realDir(dir), entries: append([]Entry(nil), stay...)}
	var lines finding.Lines
	for _, f := range findings {
		b.entries = append(b.entries, Entry{f.Rule.ID, b.relative(f.Pos.File), f.Message, lines.Kind(f).Fingerprint(1)})
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
// An entry first serves a finding in the file that it names. What is left serves
// findings in other files, as long as its own file has lost the line: then the
// line has moved, or the file was renamed. So a copy of an old mistake is new.
func (b *Baseline) Silence(report *finding.Report) (idle []Entry) {
	m := b.matcher()
	silenced := make([]bool, len(report.Findings))
	for _, take := range []func(finding.Finding) bool{m.inFile, m.moved} {
		for i, f := range report.Findings {
			silenced[i] = silenced[i] || take(f)
		}
	}
	var open []finding.Finding
	for i, f := range report.Findings {
		if !silenced[i] {
			open = append(open, f)
			continue
		}
		f.Suppression = &finding.Suppression{Kind: finding.ByBaseline}
		report.Suppressed = append(report.Suppressed, f)
	}
	report.Findings = open
	return m.idle()
}

// place holds the entries for one kind of finding in one file.
type place struct {
	file    string
	entries []Entry
	taken   int // by findings in the file
	moved   int // by findings in other files
}

// matcher finds the entry for a finding.
type matcher struct {
	baseline *Baseline
	places   map[string][]*place // by fingerprint, in the order of the entries
	order    []*place
	lines    finding.Lines
}

func (b *Baseline) matcher() *matcher {
	m := &matcher{baseline: b, places: make(map[string][]*place)}
	for _, e := range b.entries {
		file := b.File(e)
		p := m.place(e.Fingerprint, file)
		if p == nil {
			p = &place{file: file}
			m.places[e.Fingerprint] = append(m.places[e.Fingerprint], p)
			m.order = append(m.order, p)
		}
		p.entries = append(p.entries, e)
	}
	return m
}

func (m *matcher) place(fingerprint, file string) *place {
	for _, p := range m.places[fingerprint] {
		if p.file == file {
			return p
		}
	}
	return nil
}

// inFile takes an entry that names the file of the finding.
func (m *matcher) inFile(f finding.Finding) bool {
	p := m.place(m.lines.Kind(f).Fingerprint(1), finding.Real(f.Pos.File))
	if p == nil || p.taken == len(p.entries) {
		return false
	}
	p.taken++
	return true
}

// moved takes an entry that names a file from which the line has gone.
func (m *matcher) moved(f finding.Finding) bool {
	kind := m.lines.Kind(f)
	for _, p := range m.places[kind.Fingerprint(1)] {
		held := 0
		for _, line := range m.lines.Of(p.file) {
			if line == kind.Line {
				held++
			}
		}
		if p.moved < len(p.entries)-max(held, p.taken) {
			p.moved++
			return true
		}
	}
	return false
}

func (m *matcher) idle() []Entry {
	var idle []Entry
	for _, p := range m.order {
		idle = append(idle, p.entries[p.taken+p.moved:]...)
	}
	return idle
}
