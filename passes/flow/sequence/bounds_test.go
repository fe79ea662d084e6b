package sequence

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/internal/flowtest"
)

func TestManyCopiesOfANonce(t *testing.T) {
	for _, c := range []struct {
		copies int
		reused bool
	}{{2, true}, {2 * maxLineage, false}} {
		source := flowtest.Header + "func f(aead cipher.AEAD, messages [][]byte) {\n\tnonce0 := make([]byte, 12)\n\trand.Read(nonce0)\n" +
			copies(c.copies) +
			fmt.Sprintf("\tfor _, message := range messages {\n\t\taead.Seal(nil, nonce%d, message, nil)\n\t}\n}\n", c.copies)
		graph, sink := only(t, source, cryptoapi.AsNonce)
		reuse := New(graph).Reuse(sink)
		if (reuse != nil) != c.reused {
			t.Errorf("%d copies: %+v, want a reuse: %v", c.copies, reuse, c.reused)
		}
	}
}

func copies(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "\tnonce%d := make([]byte, 12)\n\tcopy(nonce%d, nonce%d)\n", i+1, i+1, i)
	}
	return b.String()
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
