package idiom

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/internal/flowtest"
)

func ecbLoop(offset string) string {
	return flowtest.Header + "func f(block cipher.Block, out, in []byte, n int) {\n\tfor i := 0; i < len(in); i += 16 {\n" + offset +
		"\t\tblock.Encrypt(out[x:], in[x:])\n\t}\n}\n"
}

func inputMotion(t *testing.T, source string) Motion {
	t.Helper()
	graph, sink := only(t, source, cryptoapi.AsBlockInput)
	rounds := New(graph).Rounds(sink)
	if rounds == nil {
		t.Fatal("the loop is not seen")
	}
	return New(graph).Input(rounds, sink).Motion
}

func TestLongWayToAnIndex(t *testing.T) {
	if got := inputMotion(t, ecbLoop("\t\tx := i\n"+flowtest.Lines(20, "\t\tx ^= n"))); got != Moving {
		t.Errorf("20 steps: the input is %v, want Moving", got)
	}
	if got := inputMotion(t, ecbLoop("\t\tx := i\n"+flowtest.Lines(2*maxVaries, "\t\tx ^= n"))); got != Still {
		t.Errorf("%d steps: the input is %v, want Still", 2*maxVaries, got)
	}
}

func TestManyWaysToAnIndex(t *testing.T) {
	one := "\t\tswitch n % 9 {\n" + flowtest.Lines(8, "\t\tcase #:\n\t\t\tx ^= n + #") + "\t\t}\n"
	if got := inputMotion(t, ecbLoop("\t\tx := n\n"+strings.Repeat(one, 12))); got != Still {
		t.Errorf("an index that stays the same: the input is %v, want Still", got)
	}
	buffers := "\t\tswitch n % 9 {\n" + flowtest.Lines(8, "\t\tcase #:\n\t\t\tin = in[n%2:]") + "\t\t}\n"
	inputMotion(t, ecbLoop("\t\tx := 0\n"+strings.Repeat(buffers, 12)))
}

func TestLongWayToAKey(t *testing.T) {
	for _, steps := range []int{20, 2 * maxVaries} {
		graph, sink := only(t, flowtest.Header+"func f(blocks []cipher.Block, out, in []byte, n int) {\n\tfor i := 0; i < len(in); i += 16 {\n\t\tx := n\n"+
			flowtest.Lines(steps, "\t\tx ^= n")+"\t\tblocks[x].Encrypt(out[i:], in[i:])\n\t}\n}\n", cryptoapi.AsBlockInput)
		if got, want := New(graph).KeyVaries(New(graph).Rounds(sink), sink), steps > maxVaries; got != want {
			t.Errorf("%d steps: the key may vary: %v, want %v", steps, got, want)
		}
	}
}

func TestManyOperands(t *testing.T) {
	for _, operands := range []int{2, 2 * maxCombination} {
		graph, sink := only(t, flowtest.Header+"func f(block cipher.Block, out, in []byte, n byte) {\n\tvar sealed [16]byte\n\tfor i := 0; i < len(in); i += 16 {\n"+
			"\t\tblock.Encrypt(sealed[:], in[i:])\n\t\tout[i] = sealed[0]"+strings.Repeat(" ^ n", operands)+"\n\t}\n}\n", cryptoapi.AsBlockInput)
		output := graph.Beside(sink, cryptoapi.AsBlockOutput)
		if !New(graph).MixedAfter(sink, New(graph).Operand(output)) {
			t.Errorf("%d operands: not mixed, want mixed", operands)
		}
	}
}

func TestManyCallersThatMix(t *testing.T) {
	for _, c := range []struct {
		calls int
		mixed bool
	}{{maxMixHops, true}, {maxMixHops + 1, false}} {
		source := flowtest.Header + "func f0(block cipher.Block, out, in []byte) {\n\tfor len(in) > 0 {\n\t\tblock.Encrypt(out, in)\n\t\tout, in = out[16:], in[16:]\n\t}\n}\n"
		for i := range c.calls - 1 {
			source += fmt.Sprintf("func f%d(block cipher.Block, out, in []byte) { f%d(block, out, in) }\n", i+1, i)
		}
		source += fmt.Sprintf("func F(block cipher.Block, out, in, pad []byte) {\n\tfor i := range in {\n\t\tin[i] ^= pad[i]\n\t}\n\tf%d(block, out, in)\n}\n", c.calls-1)
		graph, sink := only(t, source, cryptoapi.AsBlockInput)
		in := New(graph).Input(New(graph).Rounds(sink), sink)
		if got := New(graph).MixedInto(sink, in); got != c.mixed {
			t.Errorf("%d calls: mixed: %v, want %v", c.calls, got, c.mixed)
		}
	}
}

// only returns the one sink of a role in a generated program, and its graph.
func only(t *testing.T, source string, role cryptoapi.Role) (*flow.Graph, *flow.Sink) {
	t.Helper()
	result, _ := flowtest.Check(t, source).Run(t, flow.Analyzer)
	graph := result.(*flow.Graph)
	sinks := graph.Sinks(role)
	if len(sinks) != 1 {
		t.Fatalf("%d sinks are %s, want 1", len(sinks), role)
	}
	return graph, sinks[0]
}
