// Package flowtest type-checks programs that tests of the engine write.
package flowtest

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/rule"
)

// Unit is a package that is type-checked, ready for a pass.
type Unit struct {
	fset *token.FileSet
	file *ast.File
	pkg  *types.Package
	info *types.Info
}

// standardLibrary imports from what the go command has built. It keeps what it has
// read, and is not made for concurrent use.
var standardLibrary = sync.OnceValue(func() types.Importer { return importer.Default() })

// Check type-checks the source of one package.
func Check(t testing.TB, source string) Unit {
	t.Helper()
	u := Unit{fset: token.NewFileSet(), info: &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue), Instances: make(map[*ast.Ident]types.Instance),
		Defs: make(map[*ast.Ident]types.Object), Uses: make(map[*ast.Ident]types.Object),
		Implicits: make(map[ast.Node]types.Object), Selections: make(map[*ast.SelectorExpr]*types.Selection),
		Scopes: make(map[ast.Node]*types.Scope), FileVersions: make(map[*ast.File]string),
	}}
	var err error
	if u.file, err = parser.ParseFile(u.fset, "generated.go", source, parser.ParseComments); err != nil {
		t.Fatal(err)
	}
	config := types.Config{Importer: standardLibrary()}
	if u.pkg, err = config.Check("example.test/generated", u.fset, []*ast.File{u.file}, u.info); err != nil {
		t.Fatal(err)
	}
	return u
}

// Run runs an analyzer on the package and returns its result, and the fact that it
// exports, or nil.
func (u Unit) Run(t testing.TB, analyzer *analysis.Analyzer) (result any, told analysis.Fact) {
	t.Helper()
	pass := &analysis.Pass{
		Analyzer: analyzer, Fset: u.fset, Files: []*ast.File{u.file}, Pkg: u.pkg, TypesInfo: u.info,
		Module:            &analysis.Module{Path: "example.test"},
		ResultOf:          map[*analysis.Analyzer]any{rule.Settings: config.Default()},
		AllPackageFacts:   func() []analysis.PackageFact { return nil },
		ExportPackageFact: func(fact analysis.Fact) { told = fact },
	}
	result, err := analyzer.Run(pass)
	if err != nil {
		t.Fatal(err)
	}
	return result, told
}

// Header begins a generated program. Its function origins is where tests ask.
const Header = `package generated

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	weak "math/rand"
)

var _ = aes.NewCipher
var _ cipher.Block
var _ = rand.Read
var _ = weak.Int

func origins(v any) {}

`

// Lines writes n lines, each from a format that gets the line's number.
func Lines(n int, format string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(format, "#", fmt.Sprint(i)))
		b.WriteByte('\n')
	}
	return b.String()
}
