package html

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

func asIs(text string) string { return text }

// show writes an excerpt with its marks in brackets.
func show(e *excerpt) string {
	if e == nil {
		return "nothing"
	}
	var b strings.Builder
	for _, l := range e.Lines {
		b.WriteString(l.Before)
		if l.Marked != "" {
			b.WriteString("[" + l.Marked + "]")
		}
		b.WriteString(l.After + "\n")
	}
	return b.String()
}

func TestExcerpt(t *testing.T) {
	const code = "package a\n\nfunc f() {\n\tkey := make(\n\t\t[]byte,\n\t\t16,\n\t)\n\n\tuse(key)\r\n}\n\nvar z = 1\n"
	file := filepath.Join(t.TempDir(), "a.go")
	if err := os.WriteFile(file, []byte(code), 0o600); err != nil {
		t.Fatal(err)
	}
	at := func(line, column int) finding.Position {
		return finding.Position{File: file, Line: line, Column: column}
	}
	for _, c := range []struct {
		name       string
		start, end finding.Position
		around     int
		want       string
	}{
		{"a range", at(4, 9), at(4, 13), 0, "key := [make](\n"},
		{"a name without an end", at(9, 6), at(9, 6), 0, "use([key])\n"},
		{"a call has its place at the parenthesis", at(9, 5), at(9, 5), 0, "[use](key)\n"},
		{"anything else is one character", at(10, 1), at(10, 1), 0, "[}]\n"},
		{"no column marks the line", at(9, 0), at(9, 0), 0, "[use(key)]\n"},
		{"a range over lines leaves out the indentation", at(4, 9), at(7, 3), 0, "key := [make(]\n    [[]byte,]\n    [16,]\n[)]\n"},
		{"an end before the start", at(9, 6), at(4, 1), 0, "use([key])\n"},
		{"blank lines at the ends of the context are dropped", at(9, 2), at(9, 5), 1, "    [use](key)\n}\n"},
		{"the context ends with the file", at(12, 5), at(12, 6), 11, "package a\n\nfunc f() {\n    key := make(\n        []byte,\n        16,\n    )\n\n    use(key)\n}\n\nvar [z] = 1\n"},
		{"a line that is not there", at(99, 1), at(99, 2), 1, "nothing"},
		{"no line", at(0, 0), at(0, 0), 1, "nothing"},
		{"a file that is not there", finding.Position{File: file + "x.go", Line: 1}, at(1, 1), 1, "nothing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := sources{safe: asIs}
			if got := show(s.excerpt(c.start, c.end, c.around)); got != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
			}
		})
	}
}

// A finding may span a whole generated file, and a line may be as long.
func TestExcerptOfSomethingLong(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.go")
	text := strings.Repeat("a", 5000) + "KEY" + strings.Repeat("b", 5000) + "\n"
	if err := os.WriteFile(file, []byte(strings.Repeat(text, 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	s := sources{safe: asIs}
	start := finding.Position{File: file, Line: 2, Column: 5001}

	one := s.excerpt(start, finding.Position{File: file, Line: 2, Column: 5004}, 0)
	want := "…" + strings.Repeat("a", partRunes) + "[KEY]" + strings.Repeat("b", partRunes) + "…\n"
	if got := show(one); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	many := s.excerpt(start, finding.Position{File: file, Line: 90, Column: 1}, 3)
	if len(many.Lines) != markedLines || many.Lines[0].Number != 2 || many.Until != 90 {
		t.Errorf("%d lines from %d, until %d; want %d from 2, until 90", len(many.Lines), many.Lines[0].Number, many.Until, markedLines)
	}
}

func FuzzExcerpt(f *testing.F) {
	f.Add("\tx := \"鍵\"\n", 1, 3, 1, 9)
	f.Add("\x1b\xff\u202e\r\n\n\t  a", 1, -4, 3, 1<<40)
	f.Add(strings.Repeat("界", 400), 1, 900, 1, 4)
	f.Fuzz(func(t *testing.T, code string, line, column, endLine, endColumn int) {
		s := sources{safe: asIs, lines: map[string][]string{"a.go": strings.Split(code, "\n")}}
		e := s.excerpt(finding.Position{File: "a.go", Line: line, Column: column}, finding.Position{File: "a.go", Line: endLine, Column: endColumn}, contextLines)
		if e == nil {
			return
		}
		if len(e.Lines) > markedLines+2*contextLines {
			t.Errorf("%d lines are too many", len(e.Lines))
		}
		original := strings.Split(code, "\n")
		for _, l := range e.Lines {
			shown := strings.ReplaceAll(l.Before+l.Marked+l.After, "…", "")
			if strings.Count(original[l.Number-1], "…") == 0 && !strings.Contains(expand(original[l.Number-1]), shown) && len(original[l.Number-1]) < partRunes {
				t.Errorf("line %d is %q, shown as %q", l.Number, original[l.Number-1], shown)
			}
		}
	})
}
