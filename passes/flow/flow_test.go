package flow

import (
	"go/types"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// probe reports, at each call of a function named origins, where its argument
// comes from as the engine sees it, and at each call of one named fates, the
// sinks that its argument reaches.
var probe = &analysis.Analyzer{
	Name:     "probe",
	Doc:      "tell the answers of the flow pass",
	Requires: []*analysis.Analyzer{Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		g := Of(pass)
		if g.e == nil {
			return nil, nil
		}
		told := pass.Pkg.Scope().Lookup("sinks") != nil
		for _, fn := range g.e.Funcs {
			for _, block := range fn.Blocks {
				for _, instr := range block.Instrs {
					if call, ok := instr.(*ssa.Call); ok {
						answer(pass, g, call)
					}
				}
			}
		}
		if told {
			tellSinks(pass, g)
		}
		return nil, nil
	},
}

// tellSinks reports the sinks that are calls of functions which use what they are given,
// in packages with a function named sinks.
func tellSinks(pass *analysis.Pass, g *Graph) {
	for _, sink := range g.e.Found {
		if v := g.Origins(sink); sink.Through() && len(v) > 0 {
			pass.Reportf(sink.Pos(), "sink: %s: %s", sink.Role, fact.Describe(v))
		}
	}
}

func answer(pass *analysis.Pass, g *Graph, call *ssa.Call) {
	callee := call.Call.StaticCallee()
	if callee == nil {
		return
	}
	switch callee.Name() {
	case "origins":
		v := g.e.Resolve(g.e.Origins(call.Call.Args[0], "", call))
		pass.Reportf(call.Pos(), "origins: %s", fact.Describe(v))
	case "fates":
		v := g.e.Resolve(g.e.Origins(call.Call.Args[0], "", call))
		pass.Reportf(call.Pos(), "fates: %s", fates(g, v))
	}
}

func fates(g *Graph, v value.Value) string {
	var told []string
	for _, o := range v.Origins() {
		for _, sink := range g.Fates(o) {
			told = append(told, sink.Role.String()+" of "+sink.API)
		}
	}
	return strings.Join(told, ", ")
}

// The test packages are testdata/src/flow/...: each function is a situation, and
// the comments say what the engine must answer.
func TestAnswers(t *testing.T) {
	ruletest.Run(t, probe, "./flow/memory", "./flow/aliases", "./flow/calls", "./flow/closures", "./flow/channels", "./flow/guards", "./flow/pools", "./flow/state", "./flow/settings")
}

// What is only in test files is no part of the program, and the program need not compile
// without them.
func TestTestFiles(t *testing.T) {
	analysistest.Run(t, ruletest.Dir(), probe, "./flow/testfiles")
}

// The facts of a package are what its importers see of it.
func TestFacts(t *testing.T) {
	results := analysistest.Run(t, ruletest.Dir(), Analyzer, "./flow/facts")
	for _, result := range results {
		if g := result.Result.(*Graph); g.e == nil {
			t.Errorf("%s was not analysed", result.Pass.Pkg.Path())
		}
	}
}

func TestFieldKey(t *testing.T) {
	pkg := types.NewPackage("example.com/p", "p")
	field := types.NewField(0, pkg, "Key", types.NewSlice(types.Typ[types.Byte]), false)
	structure := types.NewStruct([]*types.Var{field}, nil)
	named := types.NewNamed(types.NewTypeName(0, pkg, "T", nil), structure, nil)

	if got, want := ir.FieldKey(types.NewPointer(named), 0), "example.com/p.T.Key"; got != want {
		t.Errorf("fieldKey of a pointer = %q, want %q", got, want)
	}
	if got := ir.FieldKey(structure, 0); got != "" {
		t.Errorf("fieldKey of an unnamed struct = %q, want none: no other function can name it", got)
	}
}
