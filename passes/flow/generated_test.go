package flow

import (
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/flowtest"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

const header = flowtest.Header

// lines writes n lines, each from a format that gets the line's number.
func lines(n int, format string) string { return flowtest.Lines(n, format) }

// generated is a program that a test has written and the pass has analysed.
type generated struct {
	graph *Graph
	fact  *fact.Fact // nil if there is none
}

// analyse type-checks the source of one package and runs the pass on it.
func analyse(t testing.TB, source string) generated {
	t.Helper()
	return analyseUnit(t, flowtest.Check(t, source))
}

func analyseUnit(t testing.TB, u flowtest.Unit) generated {
	t.Helper()
	result, told := u.Run(t, Analyzer)
	graph := result.(*Graph)
	if graph.e == nil {
		t.Fatal("the package was not analysed")
	}
	of, _ := told.(*fact.Fact)
	return generated{graph, of}
}

// asked returns what the engine answers at the calls of a function named origins.
func (g generated) asked(t testing.TB) []value.Value {
	t.Helper()
	e := g.graph.e.Fork()
	var answers []value.Value
	for _, call := range g.questions(t) {
		answers = append(answers, e.Resolve(e.Origins(call.Call.Args[0], "", call)))
	}
	return answers
}

// askedAlone is asked with an engine for each question, which has been asked nothing else.
func (g generated) askedAlone(t testing.TB) []value.Value {
	t.Helper()
	var answers []value.Value
	for _, call := range g.questions(t) {
		e := eval.New(g.graph.e.Program, nil)
		answers = append(answers, e.Resolve(e.Origins(call.Call.Args[0], "", call)))
	}
	return answers
}

// questions returns the calls of a function named origins.
func (g generated) questions(t testing.TB) []*ssa.Call {
	t.Helper()
	var found []*ssa.Call
	for _, fn := range g.graph.e.Funcs {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok || call.Call.StaticCallee() == nil || call.Call.StaticCallee().Name() != "origins" {
					continue
				}
				found = append(found, call)
			}
		}
	}
	if len(found) == 0 {
		t.Fatal("nothing was asked")
	}
	return found
}
