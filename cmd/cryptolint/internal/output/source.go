package output

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

// sources reads the lines of files and keeps the last file, because findings
// come sorted.
type sources struct {
	file  string
	lines [][]byte
}

// line returns a line of the file, counted from 1. It is not ok if the file is
// gone or shorter now than when it was analysed.
func (s *sources) line(file string, number int) (string, bool) {
	if s.file != file {
		// Without its source, the finding stands all the same.
		s.file, s.lines = file, bytes.Split(finding.ReadSource(file), []byte("\n"))
	}
	if number < 1 || number > len(s.lines) {
		return "", false
	}
	text := strings.TrimSuffix(string(s.lines[number-1]), "\r")
	return text, strings.TrimSpace(text) != ""
}

const (
	tabCells  = 4   // a tab is shown as this many spaces
	lineCells = 160 // a longer line is shown in part
	lead      = 60  // cells before the finding in a line shown in part
)

// excerpt returns a line of source and, below it, the mark under the columns
// from start to end, both safe for a terminal. The columns are Go's: bytes,
// counted from 1. An end that does not lie behind the start marks one
// character.
func excerpt(line string, start, end int) (shown, mark string) {
	start = runeStart(line, start-1)
	end = runeStart(line, end-1)
	if end <= start {
		end = start + 1
	}
	if end > len(line) {
		end = len(line)
	}
	before, marked := display(line[:start]), ""
	if start < end {
		marked = display(line[start:runeEnd(line, end)])
	}
	shown = display(line)
	width := max(1, cells(marked))
	indent := cells(before)
	if cells(shown) > lineCells {
		shown, indent = window(shown, indent)
		width = min(width, max(1, cells(shown)-indent))
	}
	return shown, strings.Repeat(" ", indent) + "^" + strings.Repeat("~", width-1)
}

// runeStart moves an offset into the line and onto the start of a character.
func runeStart(line string, offset int) int {
	offset = min(max(offset, 0), len(line))
	for offset > 0 && offset < len(line) && !utf8.RuneStart(line[offset]) {
		offset--
	}
	return offset
}

func runeEnd(line string, offset int) int {
	for offset < len(line) && !utf8.RuneStart(line[offset]) {
		offset++
	}
	return offset
}

// display makes part of a line fit for a terminal.
func display(part string) string {
	return Safe(strings.ReplaceAll(part, "\t", strings.Repeat(" ", tabCells)))
}

// window cuts a line that is too long, so that the cell at indent stays. It
// returns the cut line and the cell's new place.
func window(shown string, indent int) (string, int) {
	var b strings.Builder
	from := max(0, indent-lead)
	at, first := 0, -1
	for _, r := range shown {
		width := cells(string(r))
		if at >= from && at+width <= from+lineCells {
			if first < 0 {
				first = at
			}
			b.WriteRune(r)
		}
		at += width
	}
	cut, indent := b.String(), indent-max(first, 0)
	if from > 0 {
		cut, indent = "…"+cut, indent+1
	}
	if at > from+lineCells {
		cut += "…"
	}
	return cut, indent
}

// endColumn returns where the mark of a finding ends on its first line.
func endColumn(f finding.Finding, line string) int {
	switch {
	case f.End.File != f.Pos.File || f.End.Line < f.Pos.Line:
		return f.Pos.Column
	case f.End.Line > f.Pos.Line:
		return len(line) + 1
	}
	return f.End.Column
}
