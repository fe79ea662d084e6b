package rule

import (
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"strings"
)

// NamesAround returns what the code around a position is called: its file, its function and,
// of a method, the receiver. Names are weak evidence: they make a finding milder, or silence
// what only the profile strict reports.
func (p *Pass) NamesAround(pos token.Pos) []string {
	names := []string{strings.TrimSuffix(path.Base(p.Fset.PositionFor(pos, false).Filename), ".go")}
	file := p.FileOf(pos)
	if file == nil {
		return names
	}
	for _, decl := range file.Decls {
		function, ok := decl.(*ast.FuncDecl)
		if !ok || pos < decl.Pos() || decl.End() <= pos {
			continue
		}
		names = append(names, function.Name.Name)
		if function.Recv != nil && len(function.Recv.List) > 0 {
			names = append(names, types.ExprString(function.Recv.List[0].Type))
		}
	}
	return names
}
