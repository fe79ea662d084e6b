package output

import (
	"io"
	"strings"
)

// Diff writes a unified diff: as it is to a file or a pipe, where a program
// will apply it; made safe to a terminal.
func Diff(w io.Writer, diff string, toTerminal bool, style Style) error {
	if !toTerminal && !style.Colour {
		_, err := io.WriteString(w, diff)
		return err
	}
	var b strings.Builder
	for line := range strings.Lines(diff) {
		line = display(strings.TrimRight(line, "\r\n"))
		switch {
		case strings.HasPrefix(line, "--- ") || strings.HasPrefix(line, "+++ "):
			line = style.Bold(line)
		case strings.HasPrefix(line, "@@"):
			line = style.Cyan(line)
		case strings.HasPrefix(line, "-"):
			line = style.Red(line)
		case strings.HasPrefix(line, "+"):
			line = style.Green(line)
		}
		b.WriteString(line + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
