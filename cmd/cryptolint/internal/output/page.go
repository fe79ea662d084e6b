package output

import (
	"bufio"
	"io"
	"regexp"
	"strings"
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
}

var (
	listItem = regexp.MustCompile(`^(\s*)([-*+]|\d+\.)\s+(.*)$`)
	heading  = regexp.MustCompile(`^(#{1,6})\s+(.*)$`)
	link     = regexp.MustCompile(`!?\[([^\]]*)\]\(([^)\s]*)[^)]*\)`)
)

func (p *pageWriter) line(line string) {
	switch {
	case strings.HasPrefix(strings.TrimSpace(line), "```"):
		p.flush()
		p.fenced = !p.fenced
	case p.fenced:
		p.print("    " + p.style.Cyan(display(line)))
	case line == "":
		p.flush()
		p.print("")
	case heading.MatchString(line):
		p.flush()
		m := heading.FindStringSubmatch(line)
		p.heading(m[1], Safe(plain(m[2])))
	case strings.HasPrefix(line, "|") || strings.HasPrefix(line, "    "):
		p.flush()
		p.print(display(line))
	case listItem.MatchString(line):
		p.flush()
		m := listItem.FindStringSubmatch(line)
		p.first = m[1] + m[2] + " "
		p.rest = strings.Repeat(" ", len(p.first))
		p.words = strings.Fields(plain(m[3]))
	default:
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

// flush writes the paragraph or list item that was read.
func (p *pageWriter) flush() {
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
