package solver

import (
	"fmt"
	"go/token"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// A large package asks more than memory should hold. What is forgotten is asked again and
// gets the same answer; the summary of a function is not forgotten.
func TestAnswersThatFillTheMemoryAreForgotten(t *testing.T) {
	a := New()
	a.room = 10
	computed := make(map[string]int)
	ask := func(q Question, name string) value.Value {
		return a.Ask(q, name, token.NoPos, func() value.Value {
			computed[name]++
			return value.Of(value.Origin{Source: &value.Source{Kind: cryptoapi.Constant, Name: name}})
		})
	}
	summary := Question{Fn: new(ssa.Function)}
	ask(summary, "summary")
	first := ask(Question{Path: "first"}, "first")
	for i := range 20 {
		ask(Question{Path: fmt.Sprint(i)}, fmt.Sprint(i))
	}
	if again := ask(Question{Path: "first"}, "first"); !value.Same(first, again) || computed["first"] != 2 {
		t.Errorf("the first question was answered %d times, with %v and then %v", computed["first"], first, again)
	}
	ask(summary, "summary")
	if computed["summary"] != 1 {
		t.Errorf("the summary was found out %d times", computed["summary"])
	}
}

// What an answer needs is never forgotten while it is being found out.
func TestNothingIsForgottenInsideAQuestion(t *testing.T) {
	a := New()
	a.room = 3
	inner := 0
	a.Ask(Question{Path: "outer"}, "outer", token.NoPos, func() value.Value {
		for round := range 2 {
			for i := range 10 {
				a.Ask(Question{Path: fmt.Sprint(i)}, "inner", token.NoPos, func() value.Value {
					inner++
					return value.Unknown("inner", token.NoPos)
				})
			}
			if inner != 10 {
				t.Errorf("after round %d, %d inner questions were answered, not 10", round, inner)
			}
		}
		return nil
	})
}
