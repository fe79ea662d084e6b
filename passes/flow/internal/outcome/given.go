package outcome

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// A GivenTest is a branch that asks for a result which a call returns whether the verdict is good
// or bad, or for the type of what is in it. The answer is no news about the verdict.
type GivenTest struct {
	At    ssa.Instruction // what asks
	Taken *ssa.BasicBlock // where it goes on, as the result is there
	Other *ssa.BasicBlock // what only runs where it is not
}

// givenTests returns the branches that ask for what a call returns beside a bad verdict, too:
//
//	token, err := jwt.ParseWithClaims(text, &claims, key)
//	if token == nil {
//		return nil, err // not where only the signature is wrong
//	}
func (f *Finder) givenTests(v *Verdict) []GivenTest {
	if !v.Target.Row.KeepsPart() {
		return nil
	}
	var found []GivenTest
	for _, given := range v.Values() {
		for user := range ir.UsesOfMerged(given) {
			switch user.(type) {
			case *ssa.BinOp, *ssa.FieldAddr:
				found = append(found, testsBy(user)...)
			case *ssa.DebugRef:
			default:
				return nil // who gets it can look whether it is genuine
			}
		}
	}
	return found
}

// testsBy returns the branches on whether a result is nil, and on the type of one of its fields.
func testsBy(user ssa.Instruction) []GivenTest {
	switch user := user.(type) {
	case *ssa.BinOp:
		if ir.IsNil(user.X) || ir.IsNil(user.Y) {
			return branchesOn(user, user, user.Op == token.NEQ)
		}
	case *ssa.FieldAddr:
		var found []GivenTest
		for read := range ir.UsesOfMerged(user) {
			load, ok := read.(*ssa.UnOp)
			if !ok {
				continue
			}
			for asked := range ir.UsesOfMerged(load) {
				if assertion, ok := asked.(*ssa.TypeAssert); ok && assertion.CommaOk {
					found = append(found, branchesOn(assertion, ir.ResultAt(assertion, 1), true)...)
				}
			}
		}
		return found
	}
	return nil
}

// branchesOn returns the branches on an answer, if nothing else leads to their other side.
func branchesOn(at ssa.Instruction, answer ssa.Value, there bool) []GivenTest {
	if answer == nil {
		return nil
	}
	var found []GivenTest
	for _, user := range *answer.Referrers() {
		branch, ok := user.(*ssa.If)
		if !ok {
			continue
		}
		t := GivenTest{At: at, Taken: branch.Block().Succs[0], Other: branch.Block().Succs[1]}
		if !there {
			t.Taken, t.Other = t.Other, t.Taken
		}
		if len(t.Other.Preds) == 1 && t.Other != t.Taken {
			found = append(found, t)
		}
	}
	return found
}

// Besides returns the branch before all of what a function does with the verdict, if that is done
// only where something is not there that the call returns in any case; nil if there is none.
func (t *Trail) Besides() *GivenTest {
	if len(t.Returns) == 0 || slices.ContainsFunc(t.Returns, func(r returned) bool { return !t.untaken(r.at.Block()) }) {
		return nil
	}
	return &t.given[0]
}

// untaken reports whether a block runs only where something is not there that the call returns in
// any case.
func (t *Trail) untaken(block *ssa.BasicBlock) bool {
	return slices.ContainsFunc(t.given, func(g GivenTest) bool { return g.Other.Dominates(block) })
}

// passable returns the blocks that run next, without those that are not taken.
func (t *Trail) passable(block *ssa.BasicBlock) []*ssa.BasicBlock {
	return slices.DeleteFunc(slices.Clone(block.Succs), func(next *ssa.BasicBlock) bool { return t.untaken(next) })
}

// stops returns a block, and those that are not taken.
func (t *Trail) stops(block *ssa.BasicBlock) []*ssa.BasicBlock {
	all := []*ssa.BasicBlock{block}
	for _, g := range t.given {
		all = append(all, g.Other)
	}
	return all
}
