package output

import (
	"bufio"
	"io"
	"strings"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
)

// Page writes a Markdown page for the terminal: headings stand out, paragraphs
// and lists are filled to width cells, code is indented and left as it is.
func Page(w io.Writer, markdown string, width int, style Style) error {
	p := &pageWriter{out: bufio.NewWriter(w), width: width, style: style}
	for line := range strings.Lines(markdown) {
		p.line(strings.TrimRight(line, " \t\r\n"))
	}
	p.flush()
	return p.out.Flush()
}

type pageWriter struct {
	out    *bufio.Writer
	width  int
	style  Style
	fenced bool     // within a block of code
	words  []string // of the paragraph or list item being read
	first  string   // what its first line begins with
	rest   string   // what its other lines begin with
	table  [][]string
}

var (
	listItem = lazyregexp.New(`^(\s*)([-*+]|\d+\.)\s+(.*)$`)
	heading  = lazyregexp.New(`^(#{1,6})\s+(.*)$`)
	link     = lazyregexp.New(`!?\[([^\]]*)\]\(([^)\s]*)[^)]*\)`)
)

func (p *pageWriter) line(line string) {
	switch {
	case strings.HasPrefix(strings.TrimSpace(line), "```"):
		p.flush()
		p.fenced = !p.fenced
	case p.fenced:
		if line != "" {
			line = "    " + p.style.Cyan(display(line))
		}
		p.print(line)
	case line == "":
		p.flush()
		p.print("")
	case heading.MatchString(line):
		p.flush()
		m := heading.FindStringSubmatch(line)
		p.heading(m[1], Safe(plain(m[2])))
	case strings.HasPrefix(line, "|"):
		p.flushWords()
		p.row(line)
	case strings.HasPrefix(line, "    "):
		p.flush()
		p.print(display(line))
	case listItem.MatchString(line):
		p.flush()
		m := listItem.FindStringSubmatch(line)
		p.first = m[1] + m[2] + " "
		p.rest = strings.Repeat(" ", len(p.first))
		p.words = strings.Fields(plain(m[3]))
	default:
		p.flushTable()
		p.words = append(p.words, strings.Fields(plain(line))...)
	}
}

// plain takes the marks of Markdown out of a line, except those of code.
func plain(text string) string {
	text = link.ReplaceAllStringFunc(text, func(match string) string {
		m := link.FindStringSubmatch(match)
		if m[1] == m[2] || m[1] == "" {
			return m[2]
		}
		return m[1] + " (" + m[2] + ")"
	})
	return strings.ReplaceAll(text, "**", "")
}

func (p *pageWriter) heading(level, text string) {
	if p.style.Colour {
		p.print(p.style.Bold(text))
		return
	}
	underline := "-"
	if level == "#" {
		underline = "="
	}
	p.print(text)
	p.print(strings.Repeat(underline, cells(text)))
}

// row takes a row of a table. The rule under the heading and rows without
// text only serve the Markdown.
func (p *pageWriter) row(line string) {
	if strings.Trim(line, "|-: ") == "" {
		return
	}
	line = strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|")
	var row []string
	for cell := range strings.SplitSeq(strings.ReplaceAll(line, `\|`, "\x00"), "|") {
		row = append(row, plain(strings.ReplaceAll(strings.TrimSpace(cell), "\x00", "|")))
	}
	p.table = append(p.table, row)
}

// flush writes what was read: a table, a paragraph or a list item.
func (p *pageWriter) flush() {
	p.flushTable()
	p.flushWords()
}

// flushTable writes the table in columns; the last column is filled.
func (p *pageWriter) flushTable() {
	rows := p.table
	p.table = nil
	var widths []int
	for _, row := range rows {
		for i, cell := range row[:len(row)-1] {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], cells(Safe(cell)))
		}
	}
	for _, row := range rows {
		last := len(row) - 1
		for i, cell := range row[:last] {
			cell = Safe(cell)
			p.first += cell + strings.Repeat(" ", widths[i]-cells(cell)+2)
		}
		p.rest = strings.Repeat(" ", cells(p.first))
		p.words = strings.Fields(row[last])
		p.flushWords()
	}
}

// flushWords writes the paragraph or list item.
func (p *pageWriter) flushWords() {
	line, empty := p.first, true
	for _, word := range p.words {
		word = Safe(word)
		if !empty && cells(line)+1+cells(word) > p.width {
			p.print(line)
			line, empty = p.rest, true
		}
		if !empty {
			line += " "
		}
		line, empty = line+word, false
	}
	if !empty {
		p.print(line)
	}
	p.words, p.first, p.rest = nil, "", ""
}

func (p *pageWriter) print(line string) {
	p.out.WriteString(line + "\n") // a bufio.Writer keeps its error until Flush
}
