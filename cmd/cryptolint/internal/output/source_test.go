package output

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestExcerptMarksTheColumns(t *testing.T) {
	for _, c := range []struct {
		name       string
		line       string
		start, end int // bytes, from 1
		shown      string
		mark       string
	}{
		{"plain", `key := "k"`, 8, 11, `key := "k"`, `       ^~~`},
		{"tabs are spaces", "\t\tWeak()", 3, 9, "        Weak()", "        ^~~~~~"},
		{"no end", "Weak()", 1, 1, "Weak()", "^"},
		{"end beyond the line", "Weak()", 5, 99, "Weak()", "    ^~"},
		{"column beyond the line", "Weak()", 99, 99, "Weak()", "      ^"},
		{"wide characters take two cells", `f("鍵", k)`, 10, 11, `f("鍵", k)`, `        ^`},
		{"a mark under wide characters", `f("鍵")`, 3, 8, `f("鍵")`, `  ^~~~`},
		{"a combining mark takes none", "e\u0301 := k", 8, 9, "e\u0301 := k", `     ^`},
		{"a column within a character", "é := k", 2, 2, "é := k", "^"},
		{"escapes are as long as they show", "/*\x1b[1m*/ k", 10, 11, `/*\x1b[1m*/ k`, `            ^`},
		{"bytes that are no text", "\xff k", 3, 4, `\xff k`, `     ^`},
	} {
		t.Run(c.name, func(t *testing.T) {
			shown, mark := excerpt(c.line, c.start, c.end)
			if shown != c.shown || mark != c.mark {
				t.Errorf("excerpt(%q, %d, %d) =\n%s\n%s\nwant\n%s\n%s", c.line, c.start, c.end, shown, mark, c.shown, c.mark)
			}
		})
	}
}

// A line of a generated file may be as long as the file.
func TestExcerptCutsLongLines(t *testing.T) {
	line := strings.Repeat("a", 5000) + "KEY" + strings.Repeat("b", 5000)
	shown, mark := excerpt(line, 5001, 5004)

	want := "…" + strings.Repeat("a", lead) + "KEY" + strings.Repeat("b", lineCells-lead-3) + "…"
	if shown != want {
		t.Errorf("shown:\n%s\nwant:\n%s", shown, want)
	}
	if wantMark := strings.Repeat(" ", lead+1) + "^~~"; mark != wantMark {
		t.Errorf("mark:\n%s\nwant:\n%s", mark, wantMark)
	}
}

func TestSafeHidesNothing(t *testing.T) {
	for in, want := range map[string]string{
		"plain text":            "plain text",
		"Schlüssel 鍵 🔑":         "Schlüssel 鍵 🔑",
		"\x1b]0;title\a":        `\x1b]0;title\x07`,
		"a\rb\nc\td":            `a\rb\nc\td`,
		"admin\u202e\u2066":     `admin\u202e\u2066`,
		"zero\u200bwidth\ufeff": `zero\u200bwidth\ufeff`,
		"\u0085\u009b1m":        `\u0085\u009b1m`, // controls of the upper half: 9b starts a sequence
		"\xffbytes":             `\xffbytes`,
		"tag\U000e0041":         `tag\U000e0041`,
	} {
		if got := Safe(in); got != want {
			t.Errorf("Safe(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzExcerpt(f *testing.F) {
	f.Add("\tx := \"鍵\"", 3, 9)
	f.Add("\x1b\xff\u202e", -4, 1<<40)
	f.Add(strings.Repeat("界", 400), 900, 4)
	f.Fuzz(func(t *testing.T, line string, start, end int) {
		shown, mark := excerpt(line, start, end)
		if !utf8.ValidString(shown) || Safe(shown) != shown {
			t.Errorf("not safe to show: %q", shown)
		}
		if cells(shown) > lineCells+2 {
			t.Errorf("%d cells are too many: %q", cells(shown), shown)
		}
		if strings.Trim(mark, " ^~") != "" || strings.Count(mark, "^") != 1 {
			t.Errorf("not a mark: %q", mark)
		}
		if len(mark) > cells(shown)+1 {
			t.Errorf("the mark\n%s\nis longer than the line\n%s", mark, shown)
		}
	})
}
