package weakrandom

import (
	"go/ast"
	"go/types"
	"strconv"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/flow"
)

const (
	weakPath   = "math/rand"
	securePath = "crypto/rand"
)

// fix turns a call of math/rand's Read into one of crypto/rand's, which has the same
// signature. It is nil where that takes more than a change of the import or of the
// name of the package.
func fix(pass *rule.Pass, weak *flow.Origin) *analysis.SuggestedFix {
	file := pass.FileOf(weak.Pos)
	if file == nil || weak.Name != "rand.Read" {
		return nil
	}
	uses := weakUses(pass, file)
	for _, use := range uses.reads {
		if use.call.Lparen != weak.Pos {
			continue
		}
		if uses.secure == nil && uses.others == 0 {
			return replace(uses.weak.Path, strconv.Quote(securePath))
		}
		name, edits, ok := pass.Import(securePath, use.name.Pos())
		if ok && len(edits) == 0 && uses.others+len(uses.reads) > 1 {
			return replace(use.name, name)
		}
	}
	return nil
}

// usesOfRandom are the imports of a file that make random numbers, and how it uses
// those of math/rand.
type usesOfRandom struct {
	weak, secure *ast.ImportSpec
	reads        []read
	others       int // uses that are no call of Read
}

type read struct {
	call *ast.CallExpr
	name *ast.Ident // of the package
}

func weakUses(pass *rule.Pass, file *ast.File) usesOfRandom {
	var uses usesOfRandom
	for _, spec := range file.Imports {
		switch spec.Path.Value {
		case strconv.Quote(weakPath):
			uses.weak = spec
		case strconv.Quote(securePath):
			uses.secure = spec
		}
	}
	called := make(map[*ast.Ident]bool)
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			selector, ok := n.Fun.(*ast.SelectorExpr)
			if !ok || selector.Sel.Name != "Read" {
				break
			}
			if name, ok := selector.X.(*ast.Ident); ok && imports(pass, name, weakPath) {
				called[name] = true
				uses.reads = append(uses.reads, read{n, name})
			}
		case *ast.Ident:
			if imports(pass, n, weakPath) && !called[n] {
				uses.others++
			}
		}
		return true
	})
	return uses
}

// imports reports whether the name is that of the imported package.
func imports(pass *rule.Pass, name *ast.Ident, path string) bool {
	imported, ok := pass.TypesInfo.Uses[name].(*types.PkgName)
	return ok && imported.Imported().Path() == path
}

func replace(old ast.Node, text string) *analysis.SuggestedFix {
	return &analysis.SuggestedFix{
		Message:   "read from crypto/rand",
		TextEdits: []analysis.TextEdit{{Pos: old.Pos(), End: old.End(), NewText: []byte(text)}},
	}
}
