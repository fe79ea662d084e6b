package rule

import (
	"go/ast"
	"reflect"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/suppress"
)

// Settings tells every rule, and the passes below, what is in force. By itself
// it says the default; Configure says something else.
var Settings = &analysis.Analyzer{
	Name:       "cryptosettings",
	Doc:        "what the rules of cryptolint go by\n\nThis pass reports nothing.",
	Run:        func(*analysis.Pass) (any, error) { return config.Default(), nil },
	ResultType: reflect.TypeFor[*config.Config](),
}

// comments holds the comments that silence findings. They are read when somebody
// asks, which is never in most packages.
var comments = &analysis.Analyzer{
	Name:       "cryptocomments",
	Doc:        "comments that silence findings of cryptolint\n\nThis pass reports nothing.",
	ResultType: reflect.TypeFor[*Comments](),
	Run: func(pass *analysis.Pass) (any, error) {
		return &Comments{
			set:       sync.OnceValue(func() *suppress.Set { return suppress.Parse(pass.Fset, pass.Files) }),
			generated: sync.OnceValue(func() map[string]bool { return generatedFiles(pass) }),
		}, nil
	},
}

// Comments is what the comments of a package say to this linter.
type Comments struct {
	set       func() *suppress.Set
	generated func() map[string]bool
}

// Set returns the comments that silence findings.
func (c *Comments) Set() *suppress.Set { return c.set() }

// Generated tells whether the file with that name, whatever line directives say,
// says that it is generated, in the form of https://go.dev/s/generatedcode.
func (c *Comments) Generated(file string) bool { return c.generated()[file] }

// generatedFiles tells which files are generated. What cgo makes of a file that
// somebody wrote is not.
func generatedFiles(pass *analysis.Pass) map[string]bool {
	generated := make(map[string]bool)
	for _, file := range pass.Files {
		if ast.IsGenerated(file) && !rewritten(pass, file) {
			generated[fileName(pass.Fset, file)] = true
		}
	}
	return generated
}

// Configure returns copies of the analyzers, and of all that they require, which
// go by the configuration.
func Configure(analyzers []*analysis.Analyzer, c *config.Config) []*analysis.Analyzer {
	copies := make(map[*analysis.Analyzer]*analysis.Analyzer)
	var all []*analysis.Analyzer
	for _, a := range analyzers {
		all = append(all, configured(a, c, copies))
	}
	return all
}

func configured(a *analysis.Analyzer, c *config.Config, copies map[*analysis.Analyzer]*analysis.Analyzer) *analysis.Analyzer {
	if twin, ok := copies[a]; ok {
		return twin
	}
	twin := *a
	copies[a] = &twin
	if a == Settings {
		twin.Run = func(*analysis.Pass) (any, error) { return c, nil }
		return &twin
	}
	twin.Requires = nil
	for _, required := range a.Requires {
		twin.Requires = append(twin.Requires, configured(required, c, copies))
	}
	twin.Run = func(pass *analysis.Pass) (any, error) { return a.Run(AsIf(pass, a, twin.Requires)) }
	return &twin
}

// AsIf returns a copy of a pass of an analyzer's copy that the original can run
// on: the results are those of requires, which stand for what the original
// requires, in the same order.
func AsIf(pass *analysis.Pass, original *analysis.Analyzer, requires []*analysis.Analyzer) *analysis.Pass {
	p := *pass
	p.Analyzer = original
	p.ResultOf = make(map[*analysis.Analyzer]any, len(requires))
	for i, required := range original.Requires {
		p.ResultOf[required] = pass.ResultOf[requires[i]]
	}
	return &p
}
