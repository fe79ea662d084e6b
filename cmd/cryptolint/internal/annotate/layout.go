package annotate

import (
	"bytes"
	"go/scanner"
	"go/token"
)

// layout tells how the tokens of a file lie on its lines.
type layout struct {
	source       []byte
	starts       []int        // offset of each line; that of line 1 is starts[0]
	startsInside map[int]bool // lines that begin within a token, such as a string in backquotes
	endsInside   map[int]bool // lines that end within a token
	commented    map[int]bool // lines that end in a comment
}

func layoutOf(source []byte) layout {
	l := layout{source: source, starts: []int{0}, startsInside: make(map[int]bool), endsInside: make(map[int]bool), commented: make(map[int]bool)}
	for i, b := range source {
		if b == '\n' {
			l.starts = append(l.starts, i+1)
		}
	}
	file := token.NewFileSet().AddFile("", -1, len(source))
	var s scanner.Scanner
	s.Init(file, source, nil, scanner.ScanComments)
	for {
		pos, kind, text := s.Scan()
		if kind == token.EOF {
			return l
		}
		if kind != token.COMMENT && kind != token.STRING {
			continue
		}
		first := file.Line(pos)
		if kind == token.COMMENT && text[1] == '/' {
			l.commented[first] = true
			continue
		}
		// A scanner takes carriage returns out of the text, so its length is no
		// guide; the line breaks in it are.
		last := first + bytes.Count([]byte(text), []byte("\n"))
		for line := first; line < last; line++ {
			l.endsInside[line], l.startsInside[line+1] = true, true
		}
	}
}

// bounds returns the offsets at which a line starts and ends, without the end of
// line.
func (l layout) bounds(line int) (start, end int) {
	start, end = l.starts[line-1], len(l.source)
	if line < len(l.starts) {
		end = l.starts[line] - 1
	}
	if end > start && l.source[end-1] == '\r' {
		end--
	}
	return start, end
}

// newline returns what ends a line.
func (l layout) newline(line int) string {
	if _, end := l.bounds(line); end < len(l.source) && l.source[end] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// takesComment tells whether a comment can stand behind the code of a line.
func (l layout) takesComment(line int) bool { return !l.endsInside[line] && !l.commented[line] }
