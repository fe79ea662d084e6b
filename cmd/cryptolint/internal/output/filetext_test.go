package output

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

func textOf(t *testing.T, source string) (*fileText, string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "a.go")
	if err := os.WriteFile(file, []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	return make(fileTexts).of(file), file
}

// Go counts bytes, SARIF counts UTF-16 code units: "ü" is 2 and 1, "😀" is 4 and
// 2, a byte that is not UTF-8 is 1 and 1.
func TestColumnsInUTF16(t *testing.T) {
	text, file := textOf(t, "package p\r\n\t/* ü😀 */ f()\n\xff\xfe x\n")
	for _, c := range []struct {
		name         string
		line, column int
		want         point
	}{
		{"before", 2, 5, point{2, 5}},
		{"behind ü", 2, 7, point{2, 6}},
		{"behind 😀", 2, 11, point{2, 8}},
		{"the call", 2, 15, point{2, 12}},
		{"behind bytes that are not UTF-8", 3, 4, point{3, 4}},
		{"the line end is no column", 1, 99, point{1, 10}},
		{"the file is shorter now", 9, 9, point{9, 9}},
		{"the column is unknown", 2, 0, point{2, 0}},
	} {
		if got := text.at(finding.Position{File: file, Line: c.line, Column: c.column}); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
	if got := text.behind(finding.Position{File: file, Line: 2, Column: 7}); got != (point{2, 8}) {
		t.Errorf("the end of 😀 is %v, want {2 8}", got)
	}
}

func TestOffsetsToPlaces(t *testing.T) {
	text, _ := textOf(t, "ü\nab\n")
	for _, c := range []struct {
		offset int
		want   point
		ok     bool
	}{
		{0, point{1, 1}, true},
		{2, point{1, 2}, true},
		{3, point{2, 1}, true},
		{5, point{2, 3}, true},
		{6, point{3, 1}, true}, // the end of the file
		{7, point{}, false},
		{-1, point{}, false},
	} {
		if got, ok := text.offset(c.offset); got != c.want || ok != c.ok {
			t.Errorf("offset %d is %v, %v; want %v, %v", c.offset, got, ok, c.want, c.ok)
		}
	}
}

func TestAFileThatIsGone(t *testing.T) {
	text := make(fileTexts).of(filepath.Join(t.TempDir(), "gone.go"))
	if got := text.at(finding.Position{Line: 1, Column: 7}); got != (point{1, 7}) {
		t.Errorf("got %v, want the columns as they were", got)
	}
	if got, ok := text.offset(3); ok {
		t.Errorf("offset 3 of nothing is %v", got)
	}
}
