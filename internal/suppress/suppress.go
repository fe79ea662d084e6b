// Package suppress reads the comments by which people silence a finding:
//
//	//cryptolint:ignore CL201 -- key check value of a payment terminal, one block
//	//cryptolint:ignore CL205,CL206 -- test vectors of RFC 8439
//	//cryptolint:ignore CL101 until 2027-01-31 -- the bank moves to SHA-256 by then
//	//nolint:cryptolint // the same, for teams that run golangci-lint
//	// #nosec G401 -- the same, for teams that come from gosec
//
// A comment covers its own line. Where nothing else stands on its line it covers
// the line below, too, and as part of a declaration's doc comment the whole
// declaration.
//
// An ignore comment needs the reason behind "--": without one it silences
// nothing. With a date behind "until" it silences to the end of that day. The
// comments of the other tools need none, as there.
package suppress

import (
	"go/ast"
	"go/token"
	"slices"
)

// Kind is the tool that a comment was written for.
type Kind string

// The kinds of comments, by the words that people know them by.
const (
	Ignore Kind = "ignore"
	Nolint Kind = "nolint"
	Nosec  Kind = "nosec"
)

// Comment is one comment that silences findings.
type Comment struct {
	Kind   Kind
	Pos    token.Pos
	End    token.Pos
	Names  []string // of rules, in the words of the comment; none: all rules that the kind can name
	Reason string   // why; may be empty
	Until  string   // the last day on which it silences something, such as 2027-01-31; empty: for good
	Line   int      // in its file, from 1
	file   string
	spans  []span
}

// span is a range of lines, both included.
type span struct{ first, last int }

// Set holds the comments of some files. It is immutable after Parse.
type Set struct {
	comments []*Comment
}

// Query asks for the comments that cover a finding.
type Query struct {
	Position token.Position // without regard to line directives
	ID, Name string         // of the rule
	Gosec    []string       // IDs of the rules of gosec that say the same
	Nolint   bool           // honour nolint comments
	Nosec    bool           // honour #nosec comments
}

// Parse collects the comments of the files.
func Parse(fset *token.FileSet, files []*ast.File) *Set {
	set := &Set{}
	for _, file := range files {
		set.add(fset, file)
	}
	return set
}

func (s *Set) add(fset *token.FileSet, file *ast.File) {
	var lines map[int]bool // made when a comment needs it: most files have none
	for _, group := range file.Comments {
		for _, c := range group.List {
			parsed, ok := parse(c.Text)
			if !ok {
				continue
			}
			if lines == nil {
				lines = linesWithCode(fset, file)
			}
			position := at(fset, c.Pos())
			parsed.Pos, parsed.End, parsed.file, parsed.Line = c.Pos(), c.End(), position.Filename, position.Line
			parsed.spans = []span{{position.Line, position.Line}}
			if !lines[position.Line] {
				below := at(fset, group.End()).Line + 1
				parsed.spans = append(parsed.spans, span{below, below})
			}
			if decl := declarationOf(file, group); decl != nil {
				parsed.spans = append(parsed.spans, span{at(fset, decl.Pos()).Line, at(fset, decl.End()).Line})
			}
			s.comments = append(s.comments, &parsed)
		}
	}
}

// at returns a position without regard to line directives: a comment covers the
// lines around it, whatever they are called.
func at(fset *token.FileSet, pos token.Pos) token.Position { return fset.PositionFor(pos, false) }

// declarationOf returns the declaration that the comment documents, or nil.
func declarationOf(file *ast.File, group *ast.CommentGroup) ast.Node {
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if decl.Doc == group {
				return decl
			}
		case *ast.GenDecl:
			if decl.Doc == group {
				return decl
			}
			for _, spec := range decl.Specs {
				if docOf(spec) == group {
					return spec
				}
			}
		}
	}
	return nil
}

func docOf(spec ast.Spec) *ast.CommentGroup {
	switch spec := spec.(type) {
	case *ast.ValueSpec:
		return spec.Doc
	case *ast.TypeSpec:
		return spec.Doc
	}
	return nil
}

// linesWithCode tells on which lines of the file a token of code begins or ends.
func linesWithCode(fset *token.FileSet, file *ast.File) map[int]bool {
	lines := make(map[int]bool)
	ast.Inspect(file, func(n ast.Node) bool {
		switch n.(type) {
		case nil, *ast.File, *ast.Comment, *ast.CommentGroup:
			return n != nil
		}
		lines[at(fset, n.Pos()).Line] = true
		lines[at(fset, n.End()).Line] = true
		return true
	})
	return lines
}

// All returns the comments in the order of the files.
func (s *Set) All() []*Comment { return s.comments }

// At returns the comment that silences the finding, or, if none does, an ignore
// comment that would if it had a reason, or nil. An ignore comment goes before
// those of other tools.
func (s *Set) At(q Query) *Comment {
	var best *Comment
	for _, c := range s.comments {
		if c.covers(q.Position) && c.names(q) && (best == nil || c.rank() > best.rank()) {
			best = c
		}
	}
	return best
}

// rank tells how much a comment says.
func (c *Comment) rank() int {
	switch {
	case !c.Effective():
		return 0
	case c.Kind != Ignore:
		return 1
	}
	return 2
}

// Effective tells whether the comment says what it has to say to silence a
// finding: an ignore comment needs a reason, and what stands behind "until" has to
// be a date.
func (c *Comment) Effective() bool {
	return c.Kind != Ignore || c.Reason != "" && (c.Until == "" || CheckUntil(c.Until) == nil)
}

func (c *Comment) covers(p token.Position) bool {
	return c.file == p.Filename && slices.ContainsFunc(c.spans, func(s span) bool { return s.first <= p.Line && p.Line <= s.last })
}

// names tells whether the comment means the rule of the finding.
func (c *Comment) names(q Query) bool {
	switch c.Kind {
	case Nolint:
		return q.Nolint && (len(c.Names) == 0 || slices.Contains(c.Names, "cryptolint") || slices.Contains(c.Names, "all"))
	case Nosec:
		means := func(name string) bool { return slices.Contains(q.Gosec, name) }
		return q.Nosec && len(q.Gosec) > 0 && (len(c.Names) == 0 || slices.ContainsFunc(c.Names, means))
	}
	return slices.Contains(c.Names, q.ID) || slices.Contains(c.Names, q.Name)
}
