package suppress

import (
	"go/ast"
	"go/token"
	"math"
	"strings"
)

// layout is where the nodes of a file begin and end.
type layout struct {
	clause  int            // the line of the package clause
	code    map[int]bool   // lines on which a token of code begins or ends
	begin   map[place]int  // the last line of the longest node that begins at a place
	first   map[int]place  // the first node of each line
	imports map[int]string // what is imported on a line
	headers map[int][]span // what goes on with the statements that begin on a line
}

// place is a line and a column.
type place struct{ line, column int }

func layoutOf(fset *token.FileSet, file *ast.File) *layout {
	l := &layout{clause: at(fset, file.Package).Line, code: make(map[int]bool), begin: make(map[place]int), first: make(map[int]place), imports: make(map[int]string), headers: make(map[int][]span)}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n.(type) {
		case nil, *ast.Comment, *ast.CommentGroup:
			return n != nil
		}
		start, end := at(fset, n.Pos()), at(fset, n.End())
		if _, whole := n.(*ast.File); !whole {
			l.code[start.Line], l.code[end.Line] = true, true
		}
		here := place{start.Line, start.Column}
		l.begin[here] = max(l.begin[here], end.Line)
		if known, ok := l.first[start.Line]; !ok || start.Column < known.column {
			l.first[start.Line] = here
		}
		if last := headerEnd(n); last.IsValid() {
			l.headers[start.Line] = append(l.headers[start.Line], withoutBodies(fset, n, span{start.Line, at(fset, last).Line})...)
		}
		return true
	})
	for _, spec := range file.Imports {
		l.imports[at(fset, spec.Pos()).Line] = strings.Trim(spec.Path.Value, `"`)
	}
	return l
}

// headerEnd returns where a statement or a specification ends, or the part of it that stands
// before its block.
func headerEnd(n ast.Node) token.Pos {
	switch n := n.(type) {
	case *ast.IfStmt:
		return n.Body.Lbrace
	case *ast.ForStmt:
		return n.Body.Lbrace
	case *ast.RangeStmt:
		return n.Body.Lbrace
	case *ast.SwitchStmt:
		return n.Body.Lbrace
	case *ast.TypeSwitchStmt:
		return n.Body.Lbrace
	case *ast.CaseClause:
		return n.Colon
	case *ast.BlockStmt, *ast.DeclStmt, *ast.SelectStmt, *ast.CommClause, *ast.LabeledStmt:
		return token.NoPos
	case *ast.ValueSpec:
		return n.End()
	case ast.Stmt:
		return n.End()
	}
	return token.NoPos
}

// withoutBodies returns the lines of a statement without those of the functions that are
// written in it: these have statements of their own.
func withoutBodies(fset *token.FileSet, statement ast.Node, lines span) []span {
	var all []span
	ast.Inspect(statement, func(n ast.Node) bool {
		fn, ok := n.(*ast.FuncLit)
		if !ok {
			return true
		}
		if first, last := at(fset, fn.Body.Lbrace).Line, at(fset, fn.Body.Rbrace).Line; first < last && last <= lines.last {
			all = append(all, span{lines.first, first})
			lines.first = last
		}
		return false
	})
	return append(all, lines)
}

// spans returns the lines that a comment covers. Its group is the comments that stand
// on the lines above and below it, without an empty line between them.
func (l *layout) spans(kind Kind, comment, groupStart, groupEnd token.Position) []span {
	own := span{comment.Line, comment.Line}
	if kind == Nolint {
		// As in golangci-lint: the whole group, and a node below it in the same column.
		own = span{groupStart.Line, groupEnd.Line}
		if last, ok := l.begin[place{groupEnd.Line + 1, groupStart.Column}]; ok {
			own.last = last
		}
		return []span{own}
	}
	if l.code[comment.Line] {
		return []span{own}
	}
	if kind == Ignore && comment.Line < l.clause {
		return []span{{comment.Line, math.MaxInt}}
	}
	below := span{groupEnd.Line + 1, groupEnd.Line + 1}
	if first, ok := l.first[below.first]; ok {
		below.last = max(below.last, l.begin[first])
	}
	return []span{own, below}
}
