package flow

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
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// generated is a program that a test has written and the pass has analysed.
type generated struct {
	graph *Graph
	fact  *Fact // nil if there is none
}

// analyse type-checks the source of one package and runs the pass on it.
func analyse(t testing.TB, source string) generated {
	t.Helper()
	return checked(t, source).analyse(t)
}

// unit is a package that is type-checked, ready for the pass.
type unit struct {
	fset *token.FileSet
	file *ast.File
	pkg  *types.Package
	info *types.Info
}

// standardLibrary imports from what the go command has built. It keeps what it has
// read, and is not made for concurrent use.
var standardLibrary = sync.OnceValue(func() types.Importer { return importer.Default() })

func checked(t testing.TB, source string) unit {
	t.Helper()
	u := unit{fset: token.NewFileSet(), info: &types.Info{
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

func (u unit) analyse(t testing.TB) generated {
	t.Helper()
	var told generated
	pass := &analysis.Pass{
		Analyzer: Analyzer, Fset: u.fset, Files: []*ast.File{u.file}, Pkg: u.pkg, TypesInfo: u.info,
		Module:            &analysis.Module{Path: "example.test"},
		ResultOf:          map[*analysis.Analyzer]any{rule.Settings: config.Default()},
		AllPackageFacts:   func() []analysis.PackageFact { return nil },
		ExportPackageFact: func(fact analysis.Fact) { told.fact = fact.(*Fact) },
	}
	result, err := Analyzer.Run(pass)
	if err != nil {
		t.Fatal(err)
	}
	told.graph = result.(*Graph)
	if told.graph.e == nil {
		t.Fatal("the package was not analysed")
	}
	return told
}

// asked returns what the engine answers at the calls of a function named origins.
func (g generated) asked(t testing.TB) []value.Value {
	t.Helper()
	e := g.graph.e.fork()
	var answers []value.Value
	for _, fn := range e.funcs {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok || call.Call.StaticCallee() == nil || call.Call.StaticCallee().Name() != "origins" {
					continue
				}
				answers = append(answers, e.resolve(e.origins(call.Call.Args[0], "", call)))
			}
		}
	}
	if len(answers) == 0 {
		t.Fatal("nothing was asked")
	}
	return answers
}

// header begins a generated program. Origins is where the tests ask.
const header = `package generated

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

// lines writes n lines, each from a format that gets the line's number.
func lines(n int, format string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(format, "#", fmt.Sprint(i)))
		b.WriteByte('\n')
	}
	return b.String()
}
