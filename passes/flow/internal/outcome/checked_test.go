package outcome_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/internal/outcome"
)

// checkProbe reports the unchecked uses of the results of every call, at the use.
var checkProbe = &analysis.Analyzer{
	Name:     "checkprobe",
	Doc:      "report the unchecked uses of results",
	Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		e, _ := flow.Of(pass).Engine()
		for _, fn := range e.Funcs {
			for _, block := range fn.Blocks {
				for _, instr := range block.Instrs {
					if call, ok := instr.(*ssa.Call); ok {
						reportUnchecked(pass, call)
					}
				}
			}
		}
		return nil, nil
	},
}

func reportUnchecked(pass *analysis.Pass, call *ssa.Call) {
	name := call.Call.Value.Name()
	if call.Call.IsInvoke() {
		name = call.Call.Method.Name()
	}
	for _, use := range outcome.Unchecked(call) {
		pass.Reportf(use.Pos(), "unchecked result of %s", name)
	}
}

// The test package is testdata/src/flow/checked: what is not marked there is checked.
func TestUnchecked(t *testing.T) {
	ruletest.Run(t, checkProbe, "./flow/checked")
}
