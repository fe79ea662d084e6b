package annotate

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/scanner"
	"go/token"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/internal/suppress"
)

var weak = []Rule{{"CL990", "weakcall"}}

// targetsIn returns the lines that call weak.
func targetsIn(text string) []Target {
	var targets []Target
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.Contains(line, "weak(") {
			targets = append(targets, Target{i + 1, weak})
		}
	}
	return targets
}

func TestWhereCommentsStand(t *testing.T) {
	for _, c := range []struct{ name, before, after string }{
		{
			"above a statement, indented alike",
			"package a\n\nfunc f() {\n\tif true {\n\t\tweak()\n\t}\n}\n",
			"package a\n\nfunc f() {\n\tif true {\n\t\t//cryptolint:ignore CL990 -- why\n\t\tweak()\n\t}\n}\n",
		},
		{
			"below a comment that is there",
			"package a\n\nfunc f() {\n\t// Old format.\n\tweak() // sic\n}\n",
			"package a\n\nfunc f() {\n\t// Old format.\n\t//cryptolint:ignore CL990 -- why\n\tweak() // sic\n}\n",
		},
		{
			"between arguments",
			"package a\n\nvar x = f(\n\t1,\n\tweak(),\n)\n",
			"package a\n\nvar x = f(\n\t1,\n\t//cryptolint:ignore CL990 -- why\n\tweak(),\n)\n",
		},
		{
			"in a composite literal, whose columns stay",
			"package a\n\nvar x = T{\n\tA:    1,\n\tLong: weak(1),\n}\n",
			"package a\n\nvar x = T{\n\tA: 1,\n\t//cryptolint:ignore CL990 -- why\n\tLong: weak(1),\n}\n",
		},
		{
			"within an expression",
			"package a\n\nvar x = 1 +\n\tweak(1)\n",
			"package a\n\nvar x = 1 +\n\t//cryptolint:ignore CL990 -- why\n\tweak(1)\n",
		},
		{
			"above else",
			"package a\n\nfunc f() {\n\tif x {\n\t} else if weak() {\n\t}\n}\n",
			"package a\n\nfunc f() {\n\tif x {\n\t\t//cryptolint:ignore CL990 -- why\n\t} else if weak() {\n\t}\n}\n",
		},
		{
			"above a case",
			"package a\n\nfunc f() {\n\tswitch {\n\tcase weak():\n\t}\n}\n",
			"package a\n\nfunc f() {\n\tswitch {\n\t//cryptolint:ignore CL990 -- why\n\tcase weak():\n\t}\n}\n",
		},
		{
			"above a declaration of one line, at the end of its doc comment",
			"package a\n\n// X is old.\nvar x = weak(1)\n",
			"package a\n\n// X is old.\n//\n//cryptolint:ignore CL990 -- why\nvar x = weak(1)\n",
		},
		{
			"behind the first line of a declaration, for which it would speak as a whole",
			"package a\n\nvar x = weak(\n\tother(),\n)\n\nfunc f() { weak()\n\tother() }\n",
			"package a\n\nvar x = weak( //cryptolint:ignore CL990 -- why\n\tother(),\n)\n\nfunc f() { weak() //cryptolint:ignore CL990 -- why\n\tother() }\n",
		},
		{
			"behind a line that begins within a string",
			"package a\n\nvar x = `a\nb` + weak(1)\n",
			"package a\n\nvar x = `a\nb` + weak(1) //cryptolint:ignore CL990 -- why\n",
		},
		{
			"above a line that ends within a string",
			"package a\n\nfunc f() {\n\tx := weak(`a\nb`)\n}\n",
			"package a\n\nfunc f() {\n\t//cryptolint:ignore CL990 -- why\n\tx := weak(`a\nb`)\n}\n",
		},
		{
			"with the ends of lines of the file",
			"package a\r\n\r\nfunc f() {\r\n\tweak()\r\n}\r\n",
			"package a\r\n\r\nfunc f() {\r\n\t//cryptolint:ignore CL990 -- why\r\n\tweak()\r\n}\r\n",
		},
		{
			"in a file that nobody has formatted, which stays so",
			"package a\nfunc f() {\n  weak();other( )}",
			"package a\nfunc f() {\n  //cryptolint:ignore CL990 -- why\n  weak();other( )}",
		},
		{
			"above each of several lines",
			"package a\n\nfunc f() {\n\tweak()\n\tweak()\n}\n",
			"package a\n\nfunc f() {\n\t//cryptolint:ignore CL990 -- why\n\tweak()\n\t//cryptolint:ignore CL990 -- why\n\tweak()\n}\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			targets := targetsIn(c.before)
			result, err := File("a.go", []byte(c.before), targets, "why")
			if err != nil {
				t.Fatal(err)
			}
			if string(result.Text) != c.after {
				t.Errorf("got\n%s\nwant\n%s", result.Text, c.after)
			}
			if len(result.Written) != len(targets) {
				t.Errorf("written: %v, want %v", result.Written, targets)
			}
			silences(t, result.Text)
		})
	}
}

// silences fails if a call of weak is not covered by a comment, or one of other is.
func silences(t *testing.T, text []byte) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "a.go", text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	set := suppress.Parse(fset, []*ast.File{file})
	for i, line := range strings.Split(string(text), "\n") {
		silenced := set.At(suppress.Query{Position: token.Position{Filename: "a.go", Line: i + 1}, ID: "CL990"}) != nil
		isWeak, isOther := strings.Contains(line, "weak("), strings.Contains(line, "other(")
		if isWeak && !silenced || isOther && !isWeak && silenced {
			t.Errorf("line %d is silenced: %t\n%s", i+1, silenced, text)
		}
	}
}

// A comment of several rules, one that is there, one that waits for its reason.
func TestCommentsThatAreThere(t *testing.T) {
	source := "package a\n\nfunc f() {\n\tweak()\n\tweak() //cryptolint:ignore weakcall --\n}\n"
	targets := []Target{{4, []Rule{{"CL101", "x"}, {"CL990", "weakcall"}}}, {5, []Rule{{"CL101", "x"}, {"CL990", "weakcall"}}}}
	result, err := File("a.go", []byte(source), targets, "")
	if err != nil {
		t.Fatal(err)
	}
	want := "package a\n\nfunc f() {\n\t//cryptolint:ignore CL101,CL990 --\n\tweak()\n\t//cryptolint:ignore CL101 --\n\tweak() //cryptolint:ignore weakcall --\n}\n"
	if string(result.Text) != want {
		t.Fatalf("got\n%s\nwant\n%s", result.Text, want)
	}

	targets[0].Line, targets[1].Line = 5, 7
	again, err := File("a.go", result.Text, targets, "")
	if err != nil || string(again.Text) != want || len(again.Written) != 0 || len(again.Present) != 2 {
		t.Errorf("the second time it wrote %v and found %v, %v:\n%s", again.Written, again.Present, err, again.Text)
	}

	filled, err := File("a.go", result.Text, targets, "the format is old")
	want = strings.ReplaceAll(want, " --", " -- the format is old")
	if err != nil || string(filled.Text) != want {
		t.Errorf("got\n%s\nwant\n%s\n%v", filled.Text, want, err)
	}
}

func TestNoPlace(t *testing.T) {
	source := "package a\n\nvar x = `a\n` + weak(1) + `b\n`\n"
	result, err := File("a.go", []byte(source), []Target{{4, weak}}, "why")
	if err != nil || string(result.Text) != source || len(result.NoPlace) != 1 || len(result.Written) != 0 {
		t.Errorf("got %+v, %v", result, err)
	}
}

func TestFilesThatAreLeftAlone(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{"package a\n\n//line a.y:1\nvar x = weak(1)\n", "it has line directives, so its lines are those of another file"},
		{"package a\nvar x = weak(\n", "cannot parse it: a.go:2:15: expected ')', found 'EOF'"},
		{"package a\n", "it has changed since it was analysed: run the command again"},
	} {
		if _, err := File("a.go", []byte(c.source), []Target{{4, weak}}, "why"); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

// Whatever the file, it still parses, its code is the same, and the second time
// nothing is left to do.
func FuzzFile(f *testing.F) {
	f.Add([]byte("package a\n\nvar x = `a\nb` + weak(1) /* c\n*/ + 2\n"), 3)
	f.Add([]byte("package a\r\nfunc f() { weak() }"), 2)
	f.Add([]byte("package a\n\n// F is.\n//go:noinline\nfunc f() {\n\tweak() //cryptolint:ignore CL990 --\n}\n"), 5)
	f.Fuzz(func(t *testing.T, source []byte, line int) {
		if line < 1 {
			return
		}
		result, err := File("a.go", source, []Target{{line, weak}}, "")
		if err != nil {
			return
		}
		if code(t, source) != code(t, result.Text) {
			t.Errorf("the code has changed:\n%s\n%s", source, result.Text)
		}
		if formatted, err := format.Source(source); err == nil && bytes.Equal(formatted, source) {
			if again, err := format.Source(result.Text); err != nil || !bytes.Equal(again, result.Text) {
				t.Errorf("it is not formatted any more: %v\n%s", err, result.Text)
			}
		}
	})
}

// code returns the tokens of a file. It must parse.
func code(t *testing.T, source []byte) string {
	t.Helper()
	if _, err := parser.ParseFile(token.NewFileSet(), "a.go", source, parser.SkipObjectResolution); err != nil {
		t.Fatal(err)
	}
	var all []string
	var s scanner.Scanner
	s.Init(token.NewFileSet().AddFile("", -1, len(source)), source, nil, 0)
	for {
		switch _, kind, text := s.Scan(); kind {
		case token.EOF:
			return strings.Join(all, " ")
		case token.SEMICOLON:
			all = append(all, ";")
		default:
			all = append(all, kind.String(), text)
		}
	}
}
