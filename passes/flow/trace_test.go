package flow

import (
	"go/ast"
	"slices"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/trace"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

const sealing = header + `
type box struct {
	aead cipher.AEAD
	last []byte
}

func (b *box) seal(nonce, text []byte) []byte {
	b.last = nonce
	return b.aead.Seal(nil, nonce, text, nil)
}

func Random(b *box, text []byte) []byte {
	drawn := make([]byte, 12)
	rand.Read(drawn)
	return b.seal(drawn, text)
}

func Fixed(b *box, text []byte) []byte {
	return b.seal(make([]byte, 12), text)
}

func split() (head, tail []byte) { return make([]byte, 4), []byte("tail") }

func Parts() int {
	head, tail := split()
	return len(head) + len(tail)
}
`

// placeOf returns the line and the column at which a text begins in the source.
func placeOf(t *testing.T, source, text string) (line, column int) {
	t.Helper()
	before, _, found := strings.Cut(source, text)
	if !found {
		t.Fatalf("the source has no %q", text)
	}
	return strings.Count(before, "\n") + 1, len(before) - strings.LastIndexByte(before, '\n')
}

func TestTrace(t *testing.T) {
	graph := analyse(t, sealing).graph
	for _, c := range []struct {
		at      string // where the place begins
		node    string // what the first trace is of
		origins string
		callers string
		fates   []string
	}{
		{at: "nonce, text, nil)", node: "nonce", origins: "parameter 2", callers: "crypto/rand|zero bytes", fates: []string{"nonce of cipher.AEAD.Seal"}},
		{at: "drawn, text)", node: "drawn", origins: "crypto/rand", fates: []string{"nonce of cipher.AEAD.Seal"}},
		{at: "make([]byte, 12), text)", node: "make", origins: "zero bytes", fates: []string{"nonce of cipher.AEAD.Seal"}},
		{at: "last []byte", node: "last", origins: "an unknown source"},
		{at: "tail := split", node: "tail", origins: "a constant"},
	} {
		line, column := placeOf(t, sealing, c.at)
		traces := graph.Trace("generated.go", line, column)
		if len(traces) == 0 {
			t.Errorf("%s: nothing is seen", c.at)
			continue
		}
		first := traces[0]
		if got := nodeText(first.Node); got != c.node {
			t.Errorf("%s: the trace is of %s, want %s", c.at, got, c.node)
		}
		if got := fact.Describe(first.Origins); got != c.origins {
			t.Errorf("%s: comes from %s, want %s", c.at, got, c.origins)
		}
		if got := fact.Describe(first.Callers); got != c.callers {
			t.Errorf("%s: with callers it comes from %s, want %s", c.at, got, c.callers)
		}
		for _, fate := range c.fates {
			if !slices.ContainsFunc(first.Fates, func(s *uses.Sink) bool { return s.Role.String()+" of "+s.API == fate }) {
				t.Errorf("%s: goes to %d places, none is the %s", c.at, len(first.Fates), fate)
			}
		}
	}
}

// Without a column, all values of a line are traced: both results of a call, and what
// a call uses that no expression of the line names.
func TestTraceOfALine(t *testing.T) {
	graph := analyse(t, sealing).graph
	for at, want := range map[string][]string{
		"head, tail := split()":   {"head: zero bytes", "tail: a constant"},
		"return b.aead.Seal(nil,": {"b.aead.Seal: a ciphertext", "b.aead: parameter 1.aead", "nonce: parameter 2", "text: parameter 3"},
	} {
		line, _ := placeOf(t, sealing, at)
		var got []string
		for _, trace := range graph.Trace("generated.go", line, 0) {
			got = append(got, nodeText(trace.Node)+": "+fact.Describe(trace.Origins))
		}
		for _, one := range want {
			if !slices.Contains(got, one) {
				t.Errorf("the line %q: %q, want %q among them", at, got, one)
			}
		}
	}
}

func TestTraceOfNothing(t *testing.T) {
	graph := analyse(t, sealing).graph
	line, _ := placeOf(t, sealing, "type box struct")
	for _, traces := range [][]trace.Trace{
		graph.Trace("generated.go", line, 0),
		graph.Trace("generated.go", 100_000, 1),
		graph.Trace("other.go", line, 0),
		new(Graph).Trace("generated.go", line, 0),
	} {
		if len(traces) > 0 {
			t.Errorf("%d traces of a place without a value, the first of %s", len(traces), nodeText(traces[0].Node))
		}
	}
	if !graph.Analysed() || new(Graph).Analysed() {
		t.Error("a graph does not tell whether its package was analysed")
	}
}

func nodeText(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Ident:
		return n.Name
	case *ast.CallExpr:
		return nodeText(n.Fun)
	case *ast.SelectorExpr:
		return nodeText(n.X) + "." + n.Sel.Name
	}
	return "?"
}
