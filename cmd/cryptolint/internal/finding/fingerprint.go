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
	lines := make(map[string][]string)
	seen := make(map[string]int)
	for _, f := range all {
		f.Fingerprint = f.fingerprint(lines, seen)
	}
}

func (f *Finding) fingerprint(lines map[string][]string, seen map[string]int) string {
	text := fmt.Sprintf("%s\x00%s\x00%s", f.Rule.ID, f.Message, lineOf(lines, f.Pos))
	seen[text]++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", text, seen[text]))
	return hex.EncodeToString(sum[:fingerprintBytes])
}

// lineOf returns the trimmed source line of a place.
func lineOf(lines map[string][]string, at Position) string {
	all, read := lines[at.File]
	if !read {
		all = strings.Split(string(ReadSource(at.File)), "\n")
		lines[at.File] = all
	}
	if at.Line < 1 || at.Line > len(all) {
		return ""
	}
	return strings.TrimSpace(all[at.Line-1])
}
