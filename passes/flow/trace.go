package flow

import (
	"github.com/cryptolint/cryptolint/passes/flow/internal/trace"
)

// Analysed reports whether the engine looked at the package: something that the
// table of cryptoapi names can be reached from it.
func (g *Graph) Analysed() bool { return g.e != nil }

// Trace tells what the engine sees of the values at a place, and nothing if there
// is no value. With a column these are the expressions that hold the place, the
// smallest first, then what the call or comparison that begins there uses. Without
// one, column 0, they are the values that the line names or makes. The file is
// named as in positions.
func (g *Graph) Trace(file string, line, column int) []Trace {
	if g.e == nil {
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	return trace.At(g.e, g.e.Found, file, line, column)
}
