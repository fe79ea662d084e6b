package memory

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/operation"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// drawnInto returns what a call leaves in memory, with how many bytes that is if they are
// random: the length of the memory, or the parameter that is.
func (m *Memory) drawnInto(v value.Value, memory ssa.Value) value.Value {
	regions := m.Regions(memory)
	if len(regions) != 1 || regions[0].Path != "" {
		return v
	}
	region := regions[0]
	if region.Span.Low >= 0 && region.Span.High > region.Span.Low && region.Span.High < operation.MaxDrawn {
		return value.Sized(v, int(region.Span.High-region.Span.Low), 0)
	}
	if region.Span.Low != 0 {
		return v
	}
	made, ok := region.Root.(*ssa.MakeSlice)
	if !ok {
		return value.Sized(v, int(max(0, ir.ArrayLength(region.Root.Type()))), 0)
	}
	bytes, param := operation.Number(made.Len)
	return value.Sized(v, bytes, param)
}

// Again returns what an instruction puts together. In a loop it does so again and again,
// so that nobody knows how much that is.
func (m *Memory) Again(v value.Value, instr ssa.Instruction) value.Value {
	if !m.InLoop(instr) {
		return v
	}
	return value.Unsized(v)
}
