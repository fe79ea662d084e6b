package vet

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/aymanbagabas/go-udiff"
	"github.com/bluekeyes/go-gitdiff/gitdiff"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/internal/lazyregexp"
)

// fileDiff is the part of a unified diff that changes one file.
type fileDiff struct {
	file  string // absolute
	hunks string
}

// tidyDiff leaves the files in the diff that lie in one of the directories, each
// once, and makes it independent of the order in which packages are done and of
// where the module lies: the go command writes absolute names with "(old)" and
// "(new)" after them. It also corrects the numbers of lines and the ends of lines.
func tidyDiff(diff, dir string, named map[string]bool) (string, error) {
	var all []string
	for _, f := range splitDiff(diff) {
		if !named[filepath.Dir(f.file)] {
			continue
		}
		hunks, err := f.withLineEnds()
		if err != nil {
			return "", err
		}
		short := filepath.ToSlash(finding.Relative(dir, f.file))
		all = append(all, "--- a/"+short+"\n+++ b/"+short+"\n"+hunks)
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), ""), nil
}

// splitDiff takes a diff of the go command apart.
func splitDiff(diff string) []fileDiff {
	var files []fileDiff
	lines := strings.SplitAfter(diff, "\n")
	for i := 0; i < len(lines); i++ {
		name, isHeader := strings.CutPrefix(lines[i], "--- ")
		name, isOld := strings.CutSuffix(name, " (old)\n")
		if isHeader && isOld && i+1 < len(lines) && lines[i+1] == "+++ "+name+" (new)\n" {
			files = append(files, fileDiff{file: name})
			i++
			continue
		}
		if len(files) > 0 {
			files[len(files)-1].hunks += lines[i]
		}
	}
	for i := range files {
		files[i].hunks = renumber(files[i].hunks)
	}
	return files
}

// hunkHeader is the first line of a hunk. A count that is 1 is left out.
var hunkHeader = lazyregexp.New(`^@@ -(\d+)(?:,(\d+))? \+\d+(,\d+)? @@`)

// renumber corrects where hunks begin in the new file. The go command does not
// count the unchanged lines between two changes of one hunk, and git refuses to
// apply what comes after.
func renumber(hunks string) string {
	var b strings.Builder
	added := 0 // lines that the hunks before have added
	for line := range strings.Lines(hunks) {
		m := hunkHeader.FindStringSubmatch(line)
		if m == nil {
			b.WriteString(line)
			continue
		}
		start, _ := strconv.Atoi(m[1]) // digits
		before, after := count(m[2]), count(strings.TrimPrefix(m[3], ","))
		to := start + added
		switch {
		case after == 0 && before > 0:
			to-- // the line before the one that goes
		case before == 0 && after > 0:
			to++
		}
		fmt.Fprintf(&b, "@@ -%s +%d%s @@%s", strings.TrimSuffix(m[1]+","+m[2], ","), to, m[3], line[len(m[0]):])
		added += after - before
	}
	return b.String()
}

func count(text string) int {
	if text == "" {
		return 1
	}
	n, _ := strconv.Atoi(text) // digits
	return n
}

// withLineEnds returns the hunks as they are for a file that keeps its ends of
// lines. To the go command, each line of a file with CRLF is different.
func (f fileDiff) withLineEnds() (string, error) {
	old := finding.ReadSource(f.file)
	if !isCRLF(old) {
		return f.hunks, nil
	}
	parsed, _, err := gitdiff.Parse(strings.NewReader("--- a/file\n+++ b/file\n" + f.hunks))
	if err != nil || len(parsed) != 1 {
		return "", fmt.Errorf("cannot read the difference in %s: %w", f.file, err)
	}
	var fixed bytes.Buffer
	if err := gitdiff.Apply(&fixed, bytes.NewReader(old), parsed[0]); err != nil {
		return "", fmt.Errorf("cannot apply the difference in %s: %w", f.file, err)
	}
	unified := udiff.Unified("", "", string(old), string(toCRLF(fixed.Bytes())))
	_, hunks, _ := strings.Cut(unified, "\n") // the names of the files, a line each
	_, hunks, _ = strings.Cut(hunks, "\n")
	return renumber(hunks), nil
}
