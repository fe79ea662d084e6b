package mention

import (
	"go/ast"
	"go/constant"
	"iter"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Text is a constant text where it is written: a literal, or several that are joined.
type Text struct {
	Node  ast.Expr
	Value string
	In    string // the variable, constant or function in whose declaration it is
}

// Texts goes through the texts that are written in a package, each where it is written and
// not where its name is used.
func Texts(pass *analysis.Pass) iter.Seq[Text] {
	return func(yield func(Text) bool) {
		more, in := true, ""
		for _, file := range pass.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.ValueSpec:
					in = n.Names[0].Name
				case *ast.FuncDecl:
					in = n.Name.Name
				case *ast.Ident, *ast.SelectorExpr:
					return false
				case ast.Expr:
					value := pass.TypesInfo.Types[n].Value
					if more && value != nil && value.Kind() == constant.String {
						more = yield(Text{n, constant.StringVal(value), in})
					}
					return value == nil || value.Kind() != constant.String
				}
				return more
			})
		}
	}
}

// Embed is a directive that makes files a part of the program.
type Embed struct {
	Comment *ast.Comment
	Pattern string // what it says of the files
}

const embedDirective = "//go:embed "

// maxEmbedded bounds the files that are read for one pattern.
const maxEmbedded = 20

// Embeds returns the directives that embed a file which holds something.
func Embeds(pass *analysis.Pass, holds func(data []byte) bool) []Embed {
	var found []Embed
	for _, file := range pass.Files {
		dir := filepath.Dir(pass.Fset.Position(file.Pos()).Filename)
		for _, group := range file.Comments {
			for _, comment := range group.List {
				patterns, ok := strings.CutPrefix(comment.Text, embedDirective)
				if ok && slices.ContainsFunc(strings.Fields(patterns), func(p string) bool { return embeds(pass, dir, p, holds) }) {
					found = append(found, Embed{comment, patterns})
				}
			}
		}
	}
	return found
}

func embeds(pass *analysis.Pass, dir, pattern string, holds func([]byte) bool) bool {
	if pass.ReadFile == nil {
		return false
	}
	pattern = strings.TrimPrefix(strings.Trim(pattern, "\"`"), "all:")
	names, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern)))
	if err != nil || len(names) > maxEmbedded {
		return false
	}
	return slices.ContainsFunc(names, func(name string) bool {
		data, err := pass.ReadFile(name)
		return err == nil && holds(data)
	})
}
