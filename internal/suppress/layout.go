package suppress

import (
	"go/ast"
	"go/token"
	"strings"
)

// layout is where the nodes of a file begin and end.
type layout struct {
	code    map[int]bool   // lines on which a token of code begins or ends
	begin   map[place]int  // the last line of the longest node that begins at a place
	first   map[int]place  // the first node of each line
	imports map[int]string // what is imported on a line
}

// place is a line and a column.
type place struct{ line, column int }

func layoutOf(fset *token.FileSet, file *ast.File) *layout {
	l := &layout{code: make(map[int]bool), begin: make(map[place]int), first: make(map[int]place), imports: make(map[int]string)}
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
		return true
	})
	for _, spec := range file.Imports {
		l.imports[at(fset, spec.Pos()).Line] = strings.Trim(spec.Path.Value, `"`)
	}
	return l
}

// spans returns the lines that a comment covers, which stands in a group of
// comments that ends on a line.
func (l *layout) spans(kind Kind, comment token.Position, groupEnd int) []span {
	own := span{comment.Line, comment.Line}
	if kind == Nolint {
		// As in golangci-lint: a node on the line below, in the same column.
		if last, ok := l.begin[place{comment.Line + 1, comment.Column}]; ok {
			own.last = last
		}
		return []span{own}
	}
	if l.code[comment.Line] {
		return []span{own}
	}
	below := span{groupEnd + 1, groupEnd + 1}
	if first, ok := l.first[below.first]; ok {
		below.last = max(below.last, l.begin[first])
	}
	return []span{own, below}
}
