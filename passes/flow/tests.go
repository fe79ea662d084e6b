package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// WithTests returns the graph of the package together with its test files, for a
// rule that looks for findings in them. What tests store in fields and pass to
// functions says nothing of the program, so its answers about places outside test
// files are not to be used. The package's fact is made without it.
func (g *Graph) WithTests() any {
	if g.withTests == nil {
		return g
	}
	return g.withTests()
}

// withoutTests returns the pass as it would be if the package had no test files:
// the other files build by themselves, so nothing in them refers to a test.
func withoutTests(pass *analysis.Pass) *analysis.Pass {
	if !slices.ContainsFunc(pass.Files, func(file *ast.File) bool { return isTest(pass.Fset, file.FileStart) }) {
		return pass
	}
	info := *pass.TypesInfo
	info.InitOrder = slices.DeleteFunc(slices.Clone(info.InitOrder), func(i *types.Initializer) bool { return isTest(pass.Fset, i.Rhs.Pos()) })
	program := *pass
	program.TypesInfo = &info
	program.Files = slices.DeleteFunc(slices.Clone(pass.Files), func(file *ast.File) bool { return isTest(pass.Fset, file.FileStart) })
	return &program
}

// isTest reports whether a place is in a file that only go test compiles.
func isTest(fset *token.FileSet, pos token.Pos) bool {
	return strings.HasSuffix(fset.PositionFor(pos, false).Filename, "_test.go")
}
