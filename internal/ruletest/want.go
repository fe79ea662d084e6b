package ruletest

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// line is a line of a file.
type line struct {
	file string
	line int
}

// compareWants compares findings in a package with the comments that want them, one for
// one.
func compareWants(t *testing.T, pkg *packages.Package, found []Finding) {
	t.Helper()
	wanted, err := wants(pkg)
	if err != nil {
		t.Error(err)
		return
	}
	for _, f := range found {
		position := pkg.Fset.Position(f.Diagnostic.Pos)
		at := line{position.Filename, position.Line}
		i := slices.IndexFunc(wanted[at], func(want *regexp.Regexp) bool { return want.MatchString(f.Diagnostic.Message) })
		if i < 0 {
			t.Errorf("%s: unexpected finding: %s", position, f.Diagnostic.Message)
			continue
		}
		wanted[at] = slices.Delete(wanted[at], i, i+1)
	}
	for at, rest := range wanted {
		for _, want := range rest {
			t.Errorf("%s:%d: no finding matches %q", at.file, at.line, want)
		}
	}
}

// wantComment finds what a comment wants: expressions, quoted as strings of Go are. It
// may be a comment of its own or end another one.
var wantComment = regexp.MustCompile(`^/[/*](?:.*//)? *want((?:\s*(?:"(?:[^"\\]|\\.)*"|` + "`[^`]*`" + `))+)`)

var quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|` + "`[^`]*`")

// wants returns what the comments of a package want on each line.
func wants(pkg *packages.Package) (map[line][]*regexp.Regexp, error) {
	wanted := make(map[line][]*regexp.Regexp)
	for _, file := range pkg.Syntax {
		for _, group := range file.Comments {
			for _, comment := range group.List {
				position := pkg.Fset.Position(comment.Pos())
				expressions, err := parseWant(comment.Text)
				if err != nil {
					return nil, fmt.Errorf("%s: %w", position, err)
				}
				at := line{position.Filename, position.Line}
				wanted[at] = append(wanted[at], expressions...)
			}
		}
	}
	return wanted, nil
}

func parseWant(comment string) ([]*regexp.Regexp, error) {
	match := wantComment.FindStringSubmatch(comment)
	if match == nil {
		if strings.HasPrefix(comment, "// want ") {
			return nil, fmt.Errorf("%s: expressions in quotes have to follow after want", comment)
		}
		return nil, nil
	}
	var expressions []*regexp.Regexp
	for _, literal := range quoted.FindAllString(match[1], -1) {
		text, err := strconv.Unquote(literal)
		if err != nil {
			return nil, fmt.Errorf("%s: %s is not a string: %w", comment, literal, err)
		}
		expression, err := regexp.Compile(text)
		if err != nil {
			return nil, err
		}
		expressions = append(expressions, expression)
	}
	return expressions, nil
}
