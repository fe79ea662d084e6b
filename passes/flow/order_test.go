package flow

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// The answer to a question does not depend on which questions came before: rules ask in
// any order, and a rule that is switched off asks nothing.
func TestOrderOfQuestions(t *testing.T) {
	graphs := graphsOf(t, load(t, ruletest.Dir(), "./flow/...", "./noncereuse/...", "golang.org/x/crypto/ssh/..."))
	asked := 0
	for seed := range uint64(2) {
		random := rand.New(rand.NewPCG(seed, 0))
		for path, graph := range graphs {
			first := answersOf(graph(), nil)
			other := answersOf(graph(), random)
			asked += len(first)
			for i, answer := range first {
				if other[i] != answer {
					t.Errorf("%s, seed %d: %s\nasked in order: %s\nin another one: %s", path, seed, graph().Found[i].Instr, answer, other[i])
				}
			}
		}
	}
	if asked < 1000 {
		t.Errorf("only %d questions were asked", asked)
	}
}

// A bound that is reached makes the same answers unknown, whether the parts of the
// question were asked before or not. Around a loop that mixes values there is one more
// thing that decides: where the loop is entered, since what leads back to the question
// adds nothing to it.
func TestOrderAtBounds(t *testing.T) {
	for name, source := range map[string]string{
		"a sum of sums":        header + "func f() {\n\tx := weak.Int()\n" + lines(300, "\tx = (x * 3) ^ (x << 1)\n\torigins(x)") + "}\n",
		"a tree of sums":       wideSum(15),
		"functions in a row":   header + "func f0() int { return weak.Int() }\n" + callsInARow(150),
		"around a loop":        header + "func f() {\n\tx := weak.Int()\n\tfor range 9 {\n" + lines(300, "\t\tx = -x\n\t\torigins(x)") + "\t}\n}\n",
		"two that call others": header + callsInARing(40),
	} {
		t.Run(name, func(t *testing.T) {
			engine := analyse(t, source)
			inOrder := engine.asked(t)
			for i, alone := range engine.askedAlone(t) {
				if got, want := fact.Describe(inOrder[i]), fact.Describe(alone); got != want {
					t.Errorf("question %d: %s after the others, %s alone", i, got, want)
				}
			}
		})
	}
}

func callsInARow(n int) string {
	var source strings.Builder
	for i := range n {
		fmt.Fprintf(&source, "func f%d() int {\n\tx := f%d() * 3\n\torigins(x)\n\treturn x\n}\n", i+1, i)
	}
	return source.String()
}

func callsInARing(n int) string {
	var source strings.Builder
	for i := range n {
		fmt.Fprintf(&source, "func f%d(n int) int {\n\tif n == %d {\n\t\treturn weak.Int()\n\t}\n\tx := f%d(n-1) ^ f%d(n-2)\n\torigins(x)\n\treturn x\n}\n", i, i, (i+1)%n, (i+7)%n)
	}
	return source.String()
}

// graphsOf returns what makes an engine, which has been asked nothing by rules, for each
// package that has something to ask about.
func graphsOf(t *testing.T, loaded []*packages.Package) map[string]func() *uses.Finder {
	t.Helper()
	made := make(map[string]func() *uses.Finder)
	maker := &analysis.Analyzer{
		Name: "maker", Doc: "make engines", Requires: Analyzer.Requires, FactTypes: Analyzer.FactTypes,
		Run: func(pass *analysis.Pass) (any, error) {
			result, err := run(pass)
			if shared, ok := result.(*Graph); ok && shared.e != nil {
				program, facts := shared.e.Program, fact.Imported(pass)
				made[pass.Pkg.Path()] = func() *uses.Finder { return finderOf(program, facts) }
			}
			return nil, err
		},
	}
	if _, err := checker.Analyze([]*analysis.Analyzer{maker}, loaded, &checker.Options{Sequential: true}); err != nil {
		t.Fatal(err)
	}
	return made
}

func finderOf(program *ir.Program, facts map[string]*fact.Fact) *uses.Finder {
	e := uses.New(eval.New(program, facts))
	e.Collect()
	return e
}

// answersOf asks for the values of all sinks, in the order of the source or a random one,
// and returns the answers in the order of the source.
func answersOf(e *uses.Finder, random *rand.Rand) []string {
	order := make([]int, len(e.Found))
	for i := range order {
		order[i] = i
	}
	if random != nil {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	}
	answers := make([]string, len(e.Found))
	for _, i := range order {
		s := e.Found[i]
		answers[i] = strings.Join([]string{
			fact.Describe(e.Resolve(e.SinkValue(s))), fact.Describe(e.SinkKey(s)), fact.Describe(e.SinkOther(s)), fact.Describe(e.Text(s)),
		}, "; ")
	}
	return answers
}
