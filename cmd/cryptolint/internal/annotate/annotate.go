// Package annotate writes ignore comments into source files.
package annotate

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/internal/suppress"
)

// Rule is a rule by the two words that comments know it by.
type Rule struct{ ID, Name string }

// Target is a line with findings that a comment shall silence.
type Target struct {
	Line  int    // from 1
	Rules []Rule // sorted by ID
}

// IDs lists the rules as a comment does.
func (t Target) IDs() string {
	var ids []string
	for _, r := range t.Rules {
		ids = append(ids, r.ID)
	}
	return strings.Join(ids, ",")
}

// Result is what became of a file.
type Result struct {
	Text    []byte
	Written []Target // a comment was written or got its reason
	Present []Target // a comment is there already, and waits for a reason
	NoPlace []Target // no comment can stand there
}

// File puts comments above the targets. With a reason they silence what they name. Without one they end in
// "--", and silence nothing until somebody writes the reason there. The targets
// are lines of the file, in their order.
//
// A comment that is there already is not written again; if it has no reason and
// one is given, it gets it. A file that is formatted stays so.
func File(name string, source []byte, targets []Target, reason string) (Result, error) {
	e, err := newEditor(name, source)
	if err != nil {
		return Result{}, err
	}
	if n := len(targets); n > 0 && targets[n-1].Line > len(e.layout.starts) {
		return Result{}, errors.New("it has changed since it was analysed: run the command again")
	}
	var result Result
	for _, t := range targets {
		missing, waiting := e.covered(t)
		if reason != "" {
			for _, c := range waiting {
				e.replace(c, reason)
			}
		}
		switch {
		case len(missing) > 0 && !e.insert(Target{t.Line, missing}, reason):
			result.NoPlace = append(result.NoPlace, Target{t.Line, missing})
		case len(missing) > 0 || reason != "":
			result.Written = append(result.Written, t)
		default:
			result.Present = append(result.Present, t)
		}
	}
	result.Text, err = e.apply()
	return result, err
}

// comment returns the text of an ignore comment.
func comment(rules, reason string) string {
	return strings.TrimSpace(suppress.Prefix + " " + rules + " -- " + reason)
}

// editor collects edits of one file.
type editor struct {
	source   []byte
	fset     *token.FileSet
	file     *ast.File
	tokens   *token.File
	comments *suppress.Set
	layout   layout
	edits    []edit
}

// edit replaces the bytes from start to end.
type edit struct {
	start, end int
	text       string
}

func newEditor(name string, source []byte) (*editor, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, fmt.Errorf("cannot parse it: %w", err)
	}
	for _, group := range file.Comments {
		for _, c := range group.List {
			if strings.HasPrefix(c.Text, "//line ") || strings.HasPrefix(c.Text, "/*line ") {
				return nil, errors.New("it has line directives, so its lines are those of another file")
			}
		}
	}
	return &editor{
		source: source, fset: fset, file: file, tokens: fset.File(file.FileStart),
		comments: suppress.Parse(fset, []*ast.File{file}), layout: layoutOf(source),
	}, nil
}

// covered returns the rules of the target that no comment names yet, and the
// comments without a reason that name the others.
func (e *editor) covered(t Target) (missing []Rule, waiting []*suppress.Comment) {
	at := token.Position{Filename: e.fset.Position(e.file.Package).Filename, Line: t.Line}
	for _, r := range t.Rules {
		c := e.comments.At(suppress.Query{Position: at, ID: r.ID, Name: r.Name})
		if c == nil {
			missing = append(missing, r)
		} else if !c.Effective() && !slices.Contains(waiting, c) {
			waiting = append(waiting, c)
		}
	}
	return missing, waiting
}

// replace gives a comment its reason.
func (e *editor) replace(c *suppress.Comment, reason string) {
	start := e.tokens.Offset(c.Pos)
	for _, other := range e.edits {
		if other.start == start {
			return // it names what is on several lines
		}
	}
	e.edits = append(e.edits, edit{start, e.tokens.Offset(c.End), comment(strings.Join(c.Names, ","), reason)})
}

// insert puts a comment above a line, or behind it where it would otherwise
// speak for a whole declaration, or for no line of its own.
func (e *editor) insert(t Target, reason string) bool {
	text := comment(t.IDs(), reason)
	start, end := e.layout.bounds(t.Line)
	above, behind := !e.layout.startsInside[t.Line], e.layout.takesComment(t.Line)
	if behind && (!above || e.beginsDeclaration(t.Line)) {
		e.edits = append(e.edits, edit{end, end, " " + text})
		return true
	}
	if !above {
		return false
	}
	line := e.source[start:end]
	indentation := line[:len(line)-len(bytes.TrimLeft(line, " \t"))]
	e.edits = append(e.edits, edit{start, start, string(indentation) + text + e.layout.newline(t.Line)})
	return true
}

// beginsDeclaration tells whether a declaration of several lines begins on the
// line: a comment above it would be part of its doc comment.
func (e *editor) beginsDeclaration(line int) bool {
	begins := func(n ast.Node) bool {
		return e.fset.Position(n.Pos()).Line == line && e.fset.Position(n.End()).Line > line
	}
	for _, decl := range e.file.Decls {
		if begins(decl) {
			return true
		}
		if general, ok := decl.(*ast.GenDecl); ok && slices.ContainsFunc(general.Specs, func(s ast.Spec) bool { return begins(s) }) {
			return true
		}
	}
	return false
}

// apply returns the text after all edits.
func (e *editor) apply() ([]byte, error) {
	if len(e.edits) == 0 {
		return e.source, nil
	}
	slices.SortStableFunc(e.edits, func(a, b edit) int { return a.start - b.start })
	var text []byte
	done := 0
	for _, edit := range e.edits {
		text = append(append(text, e.source[done:edit.start]...), edit.text...)
		done = edit.end
	}
	text = append(text, e.source[done:]...)
	formatted, err := format.Source(text)
	if err != nil {
		return nil, fmt.Errorf("with the comments, it would no longer parse: %w", err)
	}
	if before, err := format.Source(e.source); err == nil && bytes.Equal(before, e.source) {
		return formatted, nil
	}
	return text, nil
}
