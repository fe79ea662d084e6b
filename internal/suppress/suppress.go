// Package suppress reads the comments by which people silence a finding:
//
//	//cryptolint:ignore CL201 -- key check value of a payment terminal, one block
//	//cryptolint:ignore CL205,CL206 -- test vectors of RFC 8439
//
// A comment covers its own line and, when nothing else stands on its line, the
// line below it. The reason behind "--" is required: a comment without one
// silences nothing.
package suppress

import (
	"go/ast"
	"go/token"
	"strings"
)

// Prefix starts an ignore comment.
const Prefix = "//cryptolint:ignore"

// Set holds the ignore comments of some files. It is immutable after Parse.
type Set struct {
	byLine map[line][]comment
}

type line struct {
	file   string
	number int
}

type comment struct {
	ids    []string
	reason string
}

// Match is what the comments say of one finding.
type Match struct {
	Covers bool   // a comment names the rule on this line
	Reason string // empty: the comment does not say why, and is not honoured
}

// Parse collects the ignore comments of the files.
func Parse(fset *token.FileSet, files []*ast.File) *Set {
	set := &Set{byLine: make(map[line][]comment)}
	for _, file := range files {
		code := linesWithCode(fset, file)
		for _, group := range file.Comments {
			for _, c := range group.List {
				parsed, ok := parse(c.Text)
				if !ok {
					continue
				}
				position := fset.Position(c.Pos())
				at := line{position.Filename, position.Line}
				set.byLine[at] = append(set.byLine[at], parsed)
				if !code[position.Line] {
					below := line{position.Filename, fset.Position(group.End()).Line + 1}
					set.byLine[below] = append(set.byLine[below], parsed)
				}
			}
		}
	}
	return set
}

// linesWithCode tells on which lines of the file a token of code begins.
func linesWithCode(fset *token.FileSet, file *ast.File) map[int]bool {
	lines := make(map[int]bool)
	ast.Inspect(file, func(n ast.Node) bool {
		switch n.(type) {
		case nil, *ast.File, *ast.Comment, *ast.CommentGroup:
			return n != nil
		}
		lines[fset.Position(n.Pos()).Line] = true
		lines[fset.Position(n.End()).Line] = true
		return true
	})
	return lines
}

func parse(text string) (comment, bool) {
	rest, found := strings.CutPrefix(text, Prefix)
	if !found || (rest != "" && rest[0] != ' ' && rest[0] != '\t') {
		return comment{}, false
	}
	ids, reason, _ := strings.Cut(rest, "--")
	var parsed comment
	for id := range strings.FieldsFuncSeq(ids, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' }) {
		parsed.ids = append(parsed.ids, id)
	}
	parsed.reason = strings.TrimSpace(reason)
	return parsed, true
}

// At tells what the comments say of a finding of the rule with that ID at
// that position. A comment with a reason wins over one without.
func (s *Set) At(position token.Position, id string) Match {
	var match Match
	for _, c := range s.byLine[line{position.Filename, position.Line}] {
		for _, named := range c.ids {
			if named != id {
				continue
			}
			match.Covers = true
			if match.Reason == "" {
				match.Reason = c.reason
			}
		}
	}
	return match
}
