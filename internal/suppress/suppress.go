// Package suppress reads the comments by which people silence a finding:
//
//	//cryptolint:ignore CL201 -- key check value of a payment terminal, one block
//	//cryptolint:ignore CL205,CL206 -- test vectors of RFC 8439
//	//cryptolint:ignore CL101 until 2027-01-31 -- the bank moves to SHA-256 by then
//	//nolint:cryptolint // the same, for teams that run golangci-lint
//	// #nosec G401 -- the same, for teams that come from gosec
//	//lint:ignore SA1019 the peer knows nothing else
//
// A comment covers its own line. Where nothing else stands on its line it covers
// what begins on the line below: the whole statement, declaration or field. An ignore
// comment anywhere above the package clause covers the whole file. So does a nolint comment, by the rules of
// golangci-lint: if it begins in the same column. A #nosec comment also counts
// where the value of the finding comes from, and for the whole file at the import
// of a package that gosec wants none of. A comment for staticcheck, also by the name of
// //nolint:staticcheck, counts if it gives a reason, for what staticcheck reports as well, and
// at the end of the first line of a statement for all of it. //nolint:gosec counts with a reason
// for what gosec reports as well.
//
// An ignore comment needs the reason after "--": without one it silences
// nothing. With a date after "until" it silences to the end of that day. The
// comments of the other tools need none, as there.
package suppress

import (
	"go/ast"
	"go/token"
	"math"
	"slices"
	"strings"
)

// Kind is the tool that a comment was written for.
type Kind string

// The kinds of comments, by the words that people know them by.
const (
	Ignore Kind = "ignore"
	Nolint Kind = "nolint"
	Nosec  Kind = "nosec"
	Lint   Kind = "lint"
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

	// Correct is the right spelling of an ignore comment that is almost right, and
	// silences nothing; empty for others.
	Correct string

	file    string
	wide    bool // it covers the whole file, wherever it stands
	spans   []span
	header  []span // what goes on with the statements that begin on its line, before their blocks
	imports string // the package that is imported on its line
}

// span is a range of lines, both included.
type span struct{ first, last int }

// Set holds the comments of some files. It is immutable after Parse.
type Set struct {
	comments []*Comment
	blocked  map[string][]string // IDs of gosec for the imports of a file
}

// Query asks for the comments that cover a finding.
type Query struct {
	Position token.Position   // without regard to line directives
	Sources  []token.Position // where the value comes from, in the same package
	ID, Name string           // of the rule
	Gosec    []string         // IDs of the rules of gosec that say the same
	Lint     []string         // IDs of the checks of staticcheck that say the same
	Nolint   bool             // honour nolint comments, and those for staticcheck
	Foreign  bool             // honour those of them that are for gosec and staticcheck, where another program honours the rest
	Nosec    bool             // honour #nosec comments
}

// Parse collects the comments of the files.
func Parse(fset *token.FileSet, files []*ast.File) *Set {
	set := &Set{blocked: make(map[string][]string)}
	for _, file := range files {
		set.add(fset, file)
	}
	return set
}

func (s *Set) add(fset *token.FileSet, file *ast.File) {
	var lines *layout // made when a comment needs it: most files have none
	for _, group := range file.Comments {
		for _, c := range group.List {
			for _, parsed := range parse(c.Text) {
				if lines == nil {
					lines = layoutOf(fset, file)
					s.noteImports(fset, file)
				}
				position := at(fset, c.Pos())
				parsed.Pos, parsed.End, parsed.file, parsed.Line = c.Pos(), c.End(), position.Filename, position.Line
				parsed.header = lines.headers[position.Line]
				parsed.spans = lines.spans(parsed.Kind, position, at(fset, group.Pos()), at(fset, group.End()))
				if parsed.wide {
					parsed.spans = []span{{1, math.MaxInt}}
				}
				parsed.imports = lines.imports[position.Line]
				s.comments = append(s.comments, &parsed)
			}
		}
	}
}

// gosecImports are the packages that gosec reports at the import, by its rules.
var gosecImports = map[string]string{
	"crypto/md5": "G501", "crypto/des": "G502", "crypto/rc4": "G503", "crypto/sha1": "G505",
	"golang.org/x/crypto/md4": "G506", "golang.org/x/crypto/ripemd160": "G507",
}

func (s *Set) noteImports(fset *token.FileSet, file *ast.File) {
	name := at(fset, file.Package).Filename
	for _, spec := range file.Imports {
		if id := gosecImports[strings.Trim(spec.Path.Value, `"`)]; id != "" {
			s.blocked[name] = append(s.blocked[name], id)
		}
	}
}

// at returns a position without regard to line directives: a comment covers the
// lines around it, whatever they are called.
func at(fset *token.FileSet, pos token.Pos) token.Position { return fset.PositionFor(pos, false) }

// All returns the comments in the order of the files.
func (s *Set) All() []*Comment { return s.comments }

// At returns the comment that silences the finding, or, if none does, an ignore
// comment that would if it had a reason, or nil. An ignore comment goes before
// those of other tools.
func (s *Set) At(q Query) *Comment {
	var best *Comment
	for _, c := range s.comments {
		covers := c.covers(q.Position) || c.Kind == Nosec && (slices.ContainsFunc(q.Sources, c.covers) || s.coversImports(c, q)) ||
			c.forStaticcheck(q) && c.within(c.header, q.Position)
		if covers && c.names(q) && (best == nil || c.rank() > best.rank()) {
			best = c
		}
	}
	return best
}

// coversImports reports whether a comment at an import counts for the file of the
// finding: it names the rule of gosec for the import, and no other import of the
// file may be what the finding is about.
func (s *Set) coversImports(c *Comment, q Query) bool {
	id := gosecImports[c.imports]
	if c.file != q.Position.Filename || !slices.Contains(q.Gosec, id) || len(c.Names) > 0 && !slices.Contains(c.Names, id) {
		return false
	}
	return !slices.ContainsFunc(s.blocked[c.file], func(other string) bool { return other != id && slices.Contains(q.Gosec, other) })
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
// finding: an ignore comment needs a reason, and what stands after "until" has to
// be a date.
func (c *Comment) Effective() bool {
	return c.Kind != Ignore || c.Reason != "" && c.Correct == "" && (c.Until == "" || CheckUntil(c.Until) == nil)
}

func (c *Comment) covers(p token.Position) bool {
	return c.within(c.spans, p)
}

func (c *Comment) within(spans []span, p token.Position) bool {
	return c.file == p.Filename && slices.ContainsFunc(spans, func(s span) bool { return s.first <= p.Line && p.Line <= s.last })
}

// forStaticcheck tells whether the comment is for staticcheck, with a reason, and the finding
// one that staticcheck reports as well: somebody knows of it.
func (c *Comment) forStaticcheck(q Query) bool {
	switch c.Kind {
	case Nolint:
		return c.Reason != "" && slices.Contains(c.Names, staticcheck) && len(q.Lint) > 0
	case Lint:
		return c.Reason != "" && slices.ContainsFunc(q.Lint, func(check string) bool { return c.means(check) })
	}
	return false
}

// names tells whether the comment means the rule of the finding.
func (c *Comment) names(q Query) bool {
	switch c.Kind {
	case Nolint:
		if !q.Nolint && !q.Foreign {
			return false
		}
		if c.forStaticcheck(q) || c.Reason != "" && slices.Contains(c.Names, gosec) && len(q.Gosec) > 0 {
			return true
		}
		return q.Nolint && (len(c.Names) == 0 || slices.Contains(c.Names, "cryptolint") || slices.Contains(c.Names, "all"))
	case Lint:
		return (q.Nolint || q.Foreign) && c.forStaticcheck(q)
	case Nosec:
		means := func(name string) bool { return slices.Contains(q.Gosec, name) }
		return q.Nosec && len(q.Gosec) > 0 && (len(c.Names) == 0 || slices.ContainsFunc(c.Names, means))
	}
	return slices.Contains(c.Names, q.ID) || slices.Contains(c.Names, q.Name)
}
