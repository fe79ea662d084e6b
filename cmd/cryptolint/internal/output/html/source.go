package html

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

const (
	contextLines = 3        // before and after the finding
	markedLines  = 12       // a finding that spans more is shown in part
	tabSpaces    = 4        // a tab is shown as this many spaces
	partRunes    = 160      // of the text before, in and behind the mark; more is cut
	maxCache     = 64 << 20 // bytes of files kept
)

// sources reads the lines of files and keeps them, since paths lead to and fro.
type sources struct {
	safe  func(string) string
	lines map[string][]string
	bytes int // in lines
}

// excerpt is a piece of a source file.
type excerpt struct {
	Lines []sourceLine
	Until int // the line to which the finding goes on, or 0 if all of it is shown
}

// sourceLine is one line, cut where the mark begins and ends.
type sourceLine struct {
	Number                int
	Before, Marked, After string
}

// of returns the lines of a file, or none if they are not to be had.
func (s *sources) of(file string) []string {
	if lines, ok := s.lines[file]; ok {
		return lines
	}
	data := finding.ReadSource(file)
	if s.lines == nil || s.bytes > maxCache {
		s.lines, s.bytes = make(map[string][]string), 0
	}
	s.lines[file] = nil
	if len(data) > 0 {
		s.lines[file] = strings.Split(string(data), "\n")
	}
	s.bytes += len(data)
	return s.lines[file]
}

// line returns the one line of a place, with the name there marked.
func (s *sources) line(at finding.Position) *excerpt {
	return s.excerpt(at, at, 0)
}

// excerpt returns the lines from start to end with some lines around them, or
// nil if they cannot be read.
func (s *sources) excerpt(start, end finding.Position, around int) *excerpt {
	lines := s.of(start.File)
	if start.Line < 1 || start.Line > len(lines) {
		return nil
	}
	if end.File != start.File || end.Line < start.Line || end.Line > len(lines) {
		end = start
	}
	e := new(excerpt)
	last := end.Line
	if last-start.Line >= markedLines {
		e.Until, last, around = end.Line, start.Line+markedLines-1, 0
	}
	first, after := max(1, start.Line-around), min(len(lines), last+around)
	for first < start.Line && isBlank(lines[first-1]) {
		first++
	}
	for after > last && isBlank(lines[after-1]) {
		after--
	}
	indent := commonIndent(lines[first-1 : after])
	for n := first; n <= after; n++ {
		from, to := marked(lines[n-1], n, start, end)
		e.Lines = append(e.Lines, s.cut(lines[n-1], n, from, to, indent))
	}
	return e
}

// marked returns the offsets of the mark in a line; they are equal if the line
// has none. A place without an end marks the name that stands there, a place
// without a column the whole line.
func marked(line string, number int, start, end finding.Position) (from, to int) {
	if number < start.Line || number > end.Line {
		return 0, 0
	}
	from, to = len(line)-len(strings.TrimLeft(line, " \t")), len(strings.TrimRight(line, " \t\r"))
	if number == start.Line && start.Column > 0 {
		from = runeStart(line, start.Column-1)
	}
	if number == end.Line && end.Column > 0 {
		to = runeStart(line, end.Column-1)
	}
	if to <= from && start == end {
		from, to = nameAt(line, from)
	}
	return from, max(from, to)
}

// nameAt returns the range of the name at an offset. A call has its place at
// the parenthesis, behind its name. Anything else is marked by one character.
func nameAt(line string, at int) (from, to int) {
	isName := func(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
	r, size := utf8.DecodeRuneInString(line[at:])
	before := strings.TrimRightFunc(line[:at], func(r rune) bool { return r == '.' || isName(r) })
	if r == '(' && len(before) < at {
		return len(before), at
	}
	if rest := strings.TrimLeftFunc(line[at:], isName); len(rest) < len(line)-at {
		return at, len(line) - len(rest)
	}
	return at, at + size
}

// runeStart moves an offset into the line and onto the start of a character.
func runeStart(line string, offset int) int {
	offset = min(max(offset, 0), len(line))
	for offset > 0 && offset < len(line) && !utf8.RuneStart(line[offset]) {
		offset--
	}
	return offset
}

// cut makes the three parts of a line fit to be shown.
func (s *sources) cut(line string, number, from, to, indent int) sourceLine {
	text := strings.TrimRight(line, "\r")
	from, to = min(from, len(text)), min(to, len(text))
	before, mark, after := expand(text[:from]), expand(text[from:to]), expand(text[to:])
	for _, part := range []*string{&before, &mark, &after} {
		short := strings.TrimLeft(*part, " ")
		taken := min(indent, len(*part)-len(short))
		*part, indent = (*part)[taken:], indent-taken
		if short != "" {
			break
		}
	}
	if from == to {
		return sourceLine{Number: number, Before: s.safe(head(before+after, 3*partRunes))}
	}
	return sourceLine{
		Number: number,
		Before: s.safe(tail(before, partRunes)),
		Marked: s.safe(head(mark, partRunes)),
		After:  s.safe(head(after, partRunes)),
	}
}

// head returns the first characters of the text, tail the last.
func head(text string, most int) string {
	n := 0
	for i := range text {
		if n == most {
			return text[:i] + "…"
		}
		n++
	}
	return text
}

func tail(text string, most int) string {
	i := len(text)
	for range most {
		if i == 0 {
			return text
		}
		_, size := utf8.DecodeLastRuneInString(text[:i])
		i -= size
	}
	if i == 0 {
		return text
	}
	return "…" + text[i:]
}

func expand(text string) string {
	return strings.ReplaceAll(text, "\t", strings.Repeat(" ", tabSpaces))
}

func isBlank(line string) bool { return strings.TrimSpace(line) == "" }

// commonIndent counts the spaces with which all lines begin, so that deeply
// nested code fits on a narrow screen.
func commonIndent(lines []string) int {
	indent := -1
	for _, line := range lines {
		if isBlank(line) {
			continue
		}
		line = expand(line)
		if n := len(line) - len(strings.TrimLeft(line, " ")); indent < 0 || n < indent {
			indent = n
		}
	}
	return max(0, indent)
}
