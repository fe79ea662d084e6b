package finding

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// fingerprintBytes is how much of the digest a fingerprint keeps: 128 bits, far
// from any accidental collision within one organisation.
const fingerprintBytes = 16

// FingerprintVersion is the version of the way in which fingerprints are made. It
// rises when the fingerprints of unchanged code change.
const FingerprintVersion = 2

// Identity is what a finding is known by from one version of the code, and of
// cryptolint, to the next.
type Identity struct{ Key, Function string }

// Identity returns the identity of a finding. One without a key is known by the
// rule and the source line.
func (l *Lines) Identity(f Finding) Identity {
	if f.Key != "" {
		return Identity{f.Key, f.Function}
	}
	return Identity{Key: digest(f.Rule.ID, l.At(f.Pos)), Function: f.Function}
}

// Fingerprint sets the fingerprint of each finding, silenced or not. It is a
// digest of the module, the rule, the case of the rule, the code at fault without
// its layout, the declaration around it, and of how many findings with the same
// identity stand before it in the report. So it survives lines that move, files
// that are renamed, code that is formatted and messages that are reworded, and it
// changes when the code at fault is edited.
//
// The report must be sorted.
func (r *Report) Fingerprint() {
	var all []*Finding
	for _, list := range [][]Finding{r.Findings, r.Suppressed} {
		for i := range list {
			all = append(all, &list[i])
		}
	}
	slices.SortFunc(all, func(a, b *Finding) int { return compareFindings(*a, *b) })
	var lines Lines
	type inModule struct {
		Identity
		module string
	}
	seen := make(map[inModule]int)
	for _, f := range all {
		id := inModule{lines.Identity(*f), f.Module}
		seen[id]++
		f.Fingerprint = digest(fmt.Sprint(FingerprintVersion), id.module, id.Key, id.Function, fmt.Sprint(seen[id]))
	}
}

// digest returns a digest of words in hexadecimal digits.
func digest(words ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(words, "\x00")))
	return hex.EncodeToString(sum[:fingerprintBytes])
}

// OldFingerprint returns the fingerprint that baselines of version 1 of their
// format have for the finding: a digest of the rule, the message and the line.
func (l *Lines) OldFingerprint(f Finding) string {
	return digest(f.Rule.ID, f.Message, l.At(f.Pos), "1")
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

// At returns the line at a position, without indentation.
func (l *Lines) At(p Position) string {
	if lines := l.Of(p.File); p.Line >= 1 && p.Line <= len(lines) {
		return lines[p.Line-1]
	}
	return ""
}
