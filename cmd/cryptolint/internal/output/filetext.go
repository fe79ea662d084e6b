package output

import (
	"strings"
	"unicode/utf8"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

// fileTexts holds the text of files, read when first asked for.
type fileTexts map[string]*fileText

// fileText is the text of a file. A file that cannot be read is empty: what is
// said of it stands all the same.
type fileText struct {
	lines  []string // with their line ends
	hashes []string // of the lines, see lineHashes; made when first asked for
}

func (t fileTexts) of(file string) *fileText {
	if text, ok := t[file]; ok {
		return text
	}
	text := &fileText{lines: strings.SplitAfter(string(finding.ReadSource(file)), "\n")}
	t[file] = text
	return text
}

// lineHash returns GitHub's hash of a line, counted from 1, or an empty string
// if the file has no such line.
func (t *fileText) lineHash(line int) string {
	if t.hashes == nil {
		t.hashes = lineHashes(strings.Join(t.lines, ""))
	}
	if line < 1 || line > len(t.hashes) {
		return ""
	}
	return t.hashes[line-1]
}

// point is a place in a text: a line and a column in UTF-16 code units, both
// counted from 1.
type point struct{ line, column int }

// at converts a position, whose column counts bytes. A column behind the line
// becomes its end. The column stays as it is if the file has no such line.
func (t *fileText) at(pos finding.Position) point {
	if pos.Line < 1 || pos.Line > len(t.lines) || pos.Column < 1 || len(t.lines) == 1 && t.lines[0] == "" {
		return point{pos.Line, pos.Column}
	}
	line := strings.TrimRight(t.lines[pos.Line-1], "\r\n")
	return point{pos.Line, 1 + utf16Units(line[:min(pos.Column-1, len(line))])}
}

// behind returns the place behind the character at a position.
func (t *fileText) behind(pos finding.Position) point {
	if pos.Line >= 1 && pos.Line <= len(t.lines) && pos.Column >= 1 {
		line := strings.TrimRight(t.lines[pos.Line-1], "\r\n")
		if pos.Column <= len(line) {
			_, size := utf8.DecodeRuneInString(line[pos.Column-1:])
			pos.Column += size
		}
	}
	return t.at(pos)
}

// offset converts a count of bytes from the start of the file. It is not ok
// behind the end of the file.
func (t *fileText) offset(bytes int) (point, bool) {
	if bytes < 0 {
		return point{}, false
	}
	for i, line := range t.lines {
		if bytes < len(line) || bytes == len(line) && i == len(t.lines)-1 {
			return point{i + 1, 1 + utf16Units(line[:bytes])}, true
		}
		bytes -= len(line)
	}
	return point{}, false
}

// utf16Units counts the code units of the text in UTF-16. A byte that is not
// UTF-8 counts as one.
func utf16Units(text string) int {
	n := 0
	for _, r := range text {
		n++
		if r > 0xffff {
			n++
		}
	}
	return n
}
