package memory

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/callee"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// filledByAll returns the paths below an operand that each of several functions writes:
// whichever runs, what was there before is gone.
func (m *Memory) filledByAll(targets []*callee.Target, operand ssa.Value) []string {
	if len(targets) < 2 {
		return nil
	}
	var common []string
	for i, t := range targets {
		fills, known := m.values.Fills(t)
		if !known || t.RowFills() {
			return nil
		}
		var paths []string
		for _, f := range fills {
			if writesTo(t, f, operand) && (i == 0 || slices.Contains(common, f.Path)) {
				paths = append(paths, f.Path)
			}
		}
		common = paths
	}
	return common
}

func writesTo(t *callee.Target, f fact.Fill, operand ssa.Value) bool {
	operands := t.Operands()
	return f.Param <= len(operands) && operands[f.Param-1] == operand
}

// oneOf is the event of a call that runs one of several functions, each of which writes
// to a path below an operand.
func (c *collector) oneOf(v location.View, call ssa.CallInstruction, targets []*callee.Target, path string) *Event {
	return &Event{Instr: call, Path: v.Path + path, Span: v.Span, Kind: Overwrites, Content: func(m *Memory, sub string, _ ssa.Instruction) value.Value {
		var left value.Value
		for _, t := range targets {
			fills, _ := m.values.Fills(t)
			for _, f := range fills {
				if f.Path == path && writesTo(t, f, v.Value) {
					left = value.Join(left, m.values.LeftBy(t, f, call, sub))
				}
			}
		}
		return left
	}}
}
