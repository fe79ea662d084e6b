package provenance

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// Choices returns the constant texts that a text may be as they stand, each once: a constant,
// and those among which branches and helpers choose. None of them is a text that
// something is joined to, in a loop perhaps, even if that never runs: a prefix is told apart
// from a text that somebody wrote for the whole.
func Choices(text ssa.Value) []string {
	c := &chooser{seen: make(map[ssa.Value]bool)}
	c.visit(text)
	return c.texts
}

type chooser struct {
	texts []string
	seen  map[ssa.Value]bool
}

func (c *chooser) visit(v ssa.Value) {
	if v == nil || c.seen[v] || len(c.seen) > maxPieces || edited(v) {
		return
	}
	c.seen[v] = true
	if text, ok := ir.ConstantText(v); ok && !slices.Contains(c.texts, text) {
		c.texts = append(c.texts, text)
	}
	switch v := v.(type) {
	case *ssa.Convert:
		c.visit(v.X)
	case *ssa.UnOp:
		if cell := localVariable(v); cell != nil {
			c.visit(OnlyStore(cell))
		}
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if !grows(edge, v.Edges) {
				c.visit(edge)
			}
		}
	case *ssa.Call:
		c.visitReturned(v, 0)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			c.visitReturned(call, v.Index)
		}
	}
}

// visitReturned goes on with a result of a function whose code is in sight.
func (c *chooser) visitReturned(call *ssa.Call, result int) {
	callee := call.Call.StaticCallee()
	if callee == nil {
		return
	}
	for ret := range ir.Returns(callee) {
		c.visit(ret.Results[result])
	}
}

// edited reports whether the function may change some of the bytes that a text was made.
func edited(v ssa.Value) bool {
	uses := v.Referrers()
	return uses != nil && slices.ContainsFunc(*uses, func(use ssa.Instruction) bool {
		switch use.(type) {
		case *ssa.IndexAddr, *ssa.Slice:
			return true
		}
		return false
	})
}

// grows reports whether one of several values is made of another one, and of something else:
// what a loop adds to a text, also where it never runs.
func grows(from ssa.Value, values []ssa.Value) bool {
	type step struct {
		value   ssa.Value
		changed bool // something else than a choice is on the way
	}
	text, isText := ir.ConstantText(from)
	seen := make(map[step]bool)
	var reached func(s step) bool
	reached = func(s step) bool {
		if same, ok := ir.ConstantText(s.value); s.changed && (s.value == from || ok && isText && same == text) {
			return true
		}
		instr, ok := s.value.(ssa.Instruction)
		if !ok || seen[s] || len(seen) > maxPieces {
			return false
		}
		seen[s] = true
		if _, choice := s.value.(*ssa.Phi); !choice {
			s.changed = true
		}
		return slices.ContainsFunc(instr.Operands(nil), func(operand *ssa.Value) bool { return reached(step{*operand, s.changed}) })
	}
	return slices.ContainsFunc(values, func(v ssa.Value) bool { return v != from && reached(step{v, false}) })
}
