package finding

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// fingerprintBytes is how much of the digest a fingerprint keeps: 128 bits, far
// from any accidental collision within one repository.
const fingerprintBytes = 16

// Kind is what findings have in common that only their places tell apart: the
// rule, the message and the source line without its indentation.
type Kind struct{ Rule, Message, Line string }

// Fingerprint returns the fingerprint of the n-th finding of the kind, counted
// from 1.
func (k Kind) Fingerprint(n int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%s\x00%d", k.Rule, k.Message, k.Line, n))
	return hex.EncodeToString(sum[:fingerprintBytes])
}

// Fingerprint sets the fingerprint of each finding, silenced or not. It is a
// digest of the rule, the message and the source line without its indentation,
// and of how many findings with the same three stand before it in the report. So
// it survives lines that move and files that are renamed, and it changes when
// the line at fault is edited.
//
// The report must be sorted. A file that cannot be read counts as empty.
func (r *Report) Fingerprint() {
	var all []*Finding
	for _, list := range [][]Finding{r.Findings, r.Suppressed} {
		for i := range list {
			all = append(all, &list[i])
		}
	}
	slices.SortFunc(all, func(a, b *Finding) int { return compareFindings(*a, *b) })
	var lines Lines
	seen := make(map[Kind]int)
	for _, f := range all {
		kind := lines.Kind(*f)
		seen[kind]++
		f.Fingerprint = kind.Fingerprint(seen[kind])
	}
}

// Lines reads source files, each once. A file that cannot be read counts as
// empty. The zero value is ready; it is not safe for concurrent use.
type Lines struct {
	files map[string][]string
}

// Of returns the lines of a file without indentation and ends of lines. The slice
// must not be changed.
func (l *Lines) Of(file string) []string {
	if lines, read := l.files[file]; read {
		return lines
	}
	var lines []string
	for line := range strings.SplitSeq(string(ReadSource(file)), "\n") {
		lines = append(lines, strings.TrimSpace(line))
	}
	if l.files == nil {
		l.files = make(map[string][]string)
	}
	l.files[file] = lines
	return lines
}

// Kind returns the kind of a finding.
func (l *Lines) Kind(f Finding) Kind {
	kind := Kind{Rule: f.Rule.ID, Message: f.Message}
	if lines := l.Of(f.Pos.File); f.Pos.Line >= 1 && f.Pos.Line <= len(lines) {
		kind.Line = lines[f.Pos.Line-1]
	}
	return kind
}
