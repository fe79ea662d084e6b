package baseline

import (
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/internal/lazyregexp"
)

// naming is a way to know a finding by. The empty name stands for no finding.
type naming int

const (
	exact    naming = iota // by the rule, the code and the function
	renamed                // by the rule and the code
	old                    // as version 1 of the format did: by the rule, the message and the line
	reworded               // an entry of version 1 by the rule and the message without its numbers
)

// ofEntry returns the name of an entry.
func (n naming) ofEntry(e Entry) string {
	switch {
	case n == exact && e.Key != "":
		return e.Key + " " + e.Function
	case n == renamed && e.Key != "":
		return e.Key
	case n == old && e.Key == "":
		return e.Fingerprint
	case n == reworded && e.Key == "":
		return e.Rule + " " + withoutNumbers(e.Message)
	}
	return ""
}

// ofFinding returns the name of a finding.
func (n naming) ofFinding(f finding.Finding, lines *finding.Lines) string {
	id := lines.Identity(f)
	switch n {
	case exact:
		return id.Key + " " + id.Function
	case renamed:
		return id.Key
	case old:
		return lines.OldFingerprint(f)
	default:
		return f.Rule.ID + " " + withoutNumbers(f.Message)
	}
}

var numbers = lazyregexp.New(`[0-9]+`)

// withoutNumbers leaves out the numbers of lines that messages have.
func withoutNumbers(message string) string { return numbers.ReplaceAllString(message, "0") }

// holder is what the entries with one name in one file are filed under.
type holder struct {
	naming naming
	name   string
	file   string
}

// matcher finds the entry for a finding. An entry serves once.
type matcher struct {
	entries []Entry
	used    []bool
	gone    []bool              // used by a finding in another file
	filed   map[holder][]int    // indexes of entries
	files   map[string][]string // by naming and name: the files that have such entries, in their order
	lines   finding.Lines
}

func (b *Baseline) matcher() *matcher {
	m := &matcher{
		entries: b.entries, used: make([]bool, len(b.entries)), gone: make([]bool, len(b.entries)),
		filed: make(map[holder][]int), files: make(map[string][]string),
	}
	for i, e := range b.entries {
		file := b.File(e)
		for _, n := range []naming{exact, renamed, old, reworded} {
			name := n.ofEntry(e)
			if name == "" {
				continue
			}
			h := holder{n, name, file}
			if m.filed[h] == nil {
				m.files[h.key()] = append(m.files[h.key()], file)
			}
			m.filed[h] = append(m.filed[h], i)
		}
	}
	return m
}

func (h holder) key() string { return string(rune('0'+h.naming)) + h.name }

// inFile takes an entry that names the file of the finding, and returns its index,
// or -1.
func (m *matcher) inFile(names []naming, f finding.Finding) int {
	for _, n := range names {
		for _, i := range m.filed[holder{n, n.ofFinding(f, &m.lines), finding.Real(f.Pos.File)}] {
			if !m.used[i] {
				m.used[i] = true
				return i
			}
		}
	}
	return -1
}

// moved takes an entry that names a file from which the line has gone, and returns
// its index, or -1.
func (m *matcher) moved(names []naming, f finding.Finding) int {
	for _, n := range names {
		h := holder{naming: n, name: n.ofFinding(f, &m.lines)}
		for _, h.file = range m.files[h.key()] {
			if i := m.spare(h, m.lines.At(f.Pos)); i >= 0 {
				m.used[i], m.gone[i] = true, true
				return i
			}
		}
	}
	return -1
}

// spare returns an entry whose line has gone from its file, or -1: the file still
// has the line as often as it says, for other entries.
func (m *matcher) spare(h holder, line string) int {
	held := 0
	for _, other := range m.lines.Of(h.file) {
		if other == line {
			held++
		}
	}
	free, taken, gone := -1, 0, 0
	for _, i := range m.filed[h] {
		switch {
		case m.gone[i]:
			gone++
		case m.used[i]:
			taken++
		case free < 0:
			free = i
		}
	}
	if gone < len(m.filed[h])-max(held, taken) {
		return free
	}
	return -1
}

// idle returns the entries that no finding needed.
func (m *matcher) idle() []Entry {
	var idle []Entry
	for i, e := range m.entries {
		if !m.used[i] {
			idle = append(idle, e)
		}
	}
	return idle
}
