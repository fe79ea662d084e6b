package order

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"
)

// build compiles the function f of a program.
func build(t *testing.T, body string) *ssa.Function {
	t.Helper()
	source := "package p\n\nfunc c(int) bool\n\nfunc f(n int) {\n" + body + "}\n"
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatalf("%v\n%s", err, source)
	}
	pkg, _, err := ssautil.BuildPackage(&types.Config{}, fset, types.NewPackage("p", "p"), []*ast.File{file}, ssa.BuilderMode(0))
	if err != nil {
		t.Fatalf("%v\n%s", err, source)
	}
	return pkg.Func("f")
}

// call returns the call of c with that number.
func call(t *testing.T, fn *ssa.Function, number int) ssa.Instruction {
	t.Helper()
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			if call, ok := instr.(*ssa.Call); ok && call.Call.Args[0].(*ssa.Const).Int64() == int64(number) {
				return call
			}
		}
	}
	t.Fatalf("there is no call of c(%d)", number)
	return nil
}

func TestPrecedes(t *testing.T) {
	fn := build(t, `
	c(1)
	if c(2) {
		c(3)
	} else {
		c(4)
	}
	for c(5) {
		c(6)
	}
	c(7)
`)
	f := New(fn)
	for _, example := range []struct {
		a, b int
		want bool
		why  string
	}{
		{1, 2, true, "it stands before in one block"},
		{2, 1, false, "it stands after in one block"},
		{1, 3, true, "it is before the branch"},
		{3, 4, false, "they are on two branches"},
		{3, 7, false, "the other branch gets there, too"},
		{5, 6, true, "the condition is asked before each round"},
		{6, 5, false, "the condition is asked before the first round"},
		{6, 7, false, "there may be no round"},
		{5, 7, true, "the condition is asked at least once"},
		{1, 1, false, "nothing is before itself"},
	} {
		if got := f.Precedes(call(t, fn, example.a), call(t, fn, example.b)); got != example.want {
			t.Errorf("c(%d) precedes c(%d): %t, but %s", example.a, example.b, got, example.why)
		}
	}
}

func TestLoops(t *testing.T) {
	fn := build(t, `
	c(1)
	for c(2) {
		c(3)
		for c(4) {
			if c(5) {
				continue
			}
			c(6)
		}
		if c(7) {
			c(8)
			break
		}
	}
	c(9)
`)
	f := New(fn)
	depths := map[int]int{1: 0, 2: 1, 3: 1, 4: 2, 5: 2, 6: 2, 7: 1, 8: 0, 9: 0} // c(8) is not in a round that may come again
	for number, want := range depths {
		block := call(t, fn, number).Block()
		if got := len(loopsAround(f, block)); got != want {
			t.Errorf("c(%d) is in %d loops, want %d", number, got, want)
		}
		if inner := f.InnermostLoop(block); (inner != nil) != (want > 0) {
			t.Errorf("c(%d): the innermost loop is %v, and it is in %d loops", number, inner, want)
		}
	}
	if outer, inner := f.InnermostLoop(call(t, fn, 3).Block()), f.InnermostLoop(call(t, fn, 6).Block()); outer == inner {
		t.Error("the inner loop is the outer one")
	}
}

// loopsAround returns the loops that hold a block.
func loopsAround(f *Function, block *ssa.BasicBlock) []*Loop {
	var holding []*Loop
	for _, loop := range f.loops {
		if loop.Blocks[block] {
			holding = append(holding, loop)
		}
	}
	return holding
}

// program writes statements at random: branches, loops, ways out of them.
func program(g *rand.Rand, depth int, inLoop bool, b *strings.Builder) {
	for range 1 + g.IntN(4) {
		fmt.Fprintf(b, "c(%d)\n", g.IntN(100))
		switch choice := g.IntN(6); {
		case depth == 0:
		case choice == 0:
			b.WriteString("if c(0) {\n")
			program(g, depth-1, inLoop, b)
			b.WriteString("} else {\n")
			program(g, depth-1, inLoop, b)
			b.WriteString("}\n")
		case choice == 1:
			b.WriteString("for c(0) {\n")
			program(g, depth-1, true, b)
			b.WriteString("}\n")
		case choice == 2:
			b.WriteString("switch n {\ncase 1:\n")
			program(g, depth-1, false, b)
			b.WriteString("case 2:\n")
			program(g, depth-1, false, b)
			b.WriteString("}\n")
		case choice == 3 && inLoop:
			b.WriteString("if c(0) { break }\n")
		case choice == 4 && inLoop:
			b.WriteString("if c(0) { continue }\n")
		case choice == 5:
			b.WriteString("if c(0) { return }\n")
		}
	}
}

// What holds for every function: the order of instructions is strict and partial, and is
// what all ways through the function say; the blocks of a loop are those that come
// around to its header.
func TestLawsOfOrder(t *testing.T) {
	for seed := range uint64(60) {
		var body strings.Builder
		program(rand.New(rand.NewPCG(seed, 1)), 3, false, &body)
		fn := build(t, body.String())
		f := New(fn)
		var firsts []ssa.Instruction
		for _, block := range fn.Blocks {
			firsts = append(firsts, block.Instrs[0])
		}
		for i, a := range firsts {
			for j, b := range firsts {
				if got, want := f.Precedes(a, b), i != j && !reaches(fn.Blocks[0], b.Block(), a.Block()); got != want {
					t.Errorf("block %d precedes block %d: %t, want %t, in\n%s", i, j, got, want, body.String())
				}
			}
		}
		checkLoops(t, fn, f)
		if t.Failed() {
			t.Fatalf("with seed %d", seed)
		}
	}
}

// checkLoops compares the loops with their definition.
func checkLoops(t *testing.T, fn *ssa.Function, f *Function) {
	t.Helper()
	for _, block := range fn.Blocks {
		smallest := 0
		for _, loop := range loopsAround(f, block) {
			if smallest == 0 || len(loop.Blocks) < smallest {
				smallest = len(loop.Blocks)
			}
			if !loop.Header.Dominates(block) {
				t.Errorf("block %d is in the loop of block %d, which does not dominate it", block.Index, loop.Header.Index)
			}
			if around := comesBack(block, loop.Header); !around {
				t.Errorf("block %d is in the loop of block %d and does not come back to it", block.Index, loop.Header.Index)
			}
		}
		if inner := f.InnermostLoop(block); inner != nil && len(inner.Blocks) != smallest {
			t.Errorf("block %d: the innermost loop has %d blocks, the smallest %d", block.Index, len(inner.Blocks), smallest)
		}
		if cycle := comesBack(block, block); cycle && f.InnermostLoop(block) == nil {
			t.Errorf("block %d comes back to itself and is in no loop", block.Index)
		}
	}
}

// reaches reports whether there is a way from one block to another that avoids a third.
func reaches(from, to, without *ssa.BasicBlock) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	var visit func(block *ssa.BasicBlock) bool
	visit = func(block *ssa.BasicBlock) bool {
		if block == without || seen[block] {
			return false
		}
		seen[block] = true
		if block == to {
			return true
		}
		for _, next := range block.Succs {
			if visit(next) {
				return true
			}
		}
		return false
	}
	return visit(from)
}

// comesBack reports whether a way of at least one step leads from one block to another.
func comesBack(from, to *ssa.BasicBlock) bool {
	for _, next := range from.Succs {
		if reaches(next, to, nil) {
			return true
		}
	}
	return false
}
