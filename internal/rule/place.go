package rule

import (
	"bytes"
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Place returns where a position really is: in which file that somebody wrote, and
// on which line of it. A line directive can claim any other place, such as a test
// file or a file of another package, so what is reported never depends on one.
//
// The one exception is cgo, which compiles a rewritten copy of a file. Its own
// directives are believed, and those that the author wrote are not. In a file that
// has both, the line may be a little off, and there is no column.
//
// See https://go.dev/cmd/compile#hdr-Line_Directives.
func Place(pass *analysis.Pass, pos token.Pos) token.Position {
	if !pos.IsValid() {
		return token.Position{}
	}
	physical := pass.Fset.PositionFor(pos, false)
	file := fileOf(pass, pos)
	if file == nil || !rewritten(pass, file) {
		return physical
	}
	start, ok := originOf(pass.Fset, file)
	if !ok {
		return physical
	}
	origin, claimed := pass.Fset.Position(start), pass.Fset.Position(pos)
	if claimed.Filename == origin.Filename && !directed(file, start, origin.Filename) {
		return claimed
	}
	line := origin.Line + physical.Line - pass.Fset.PositionFor(start, false).Line
	return token.Position{Filename: origin.Filename, Line: max(line, 1)}
}

// fileOf returns the file of the package that holds pos, or nil.
func fileOf(pass *analysis.Pass, pos token.Pos) *ast.File {
	for _, file := range pass.Files {
		if file.FileStart <= pos && pos < file.FileEnd {
			return file
		}
	}
	return nil
}

// cgoTypes is a file that cgo makes beside the files that it rewrites. The go
// command ignores files that begin with an underscore, so nobody else can add one
// to a package.
const cgoTypes = "_cgo_gotypes.go"

// rewritten tells whether cgo made the file. The go command hands it over in the
// directory where cgo works; packages.Load hands it over from the build cache,
// under a name that no file of a package can have.
func rewritten(pass *analysis.Pass, file *ast.File) bool {
	name := fileName(pass.Fset, file)
	if !strings.HasSuffix(name, ".go") {
		return true
	}
	for _, other := range pass.Files {
		beside := fileName(pass.Fset, other)
		if filepath.Base(beside) == cgoTypes && filepath.Dir(beside) == filepath.Dir(name) {
			return true
		}
	}
	return false
}

func fileName(fset *token.FileSet, file *ast.File) string {
	return fset.PositionFor(file.FileStart, false).Filename
}

// originOf returns where the copied text begins in a file that cgo made: below its
// first directive, which is cgo's.
func originOf(fset *token.FileSet, file *ast.File) (token.Pos, bool) {
	for _, group := range file.Comments {
		for _, c := range group.List {
			tokens := fset.File(c.Pos())
			line := tokens.PositionFor(c.Pos(), false).Line
			if strings.HasPrefix(c.Text, "//line ") && line < tokens.LineCount() {
				return tokens.LineStart(line + 1), true
			}
		}
	}
	return token.NoPos, false
}

// directed tells whether the author of the text that cgo copied put directives in
// it. Those that cgo adds name no file, so where the author's name none either,
// the original has to tell them apart.
func directed(file *ast.File, start token.Pos, original string) bool {
	for _, group := range file.Comments {
		for _, c := range group.List {
			inline := strings.HasPrefix(c.Text, "/*line ") && !strings.HasPrefix(c.Text, "/*line :")
			if c.Pos() >= start && (inline || strings.HasPrefix(c.Text, "//line ")) {
				return true
			}
		}
	}
	text, err := os.ReadFile(original)
	return err == nil && bytes.Contains(text, []byte("/*line :"))
}
