package eval

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// drawnInto returns what a call leaves in memory, with how many bytes that is if they are
// random: the length of the memory, or the parameter that is.
func (e *Evaluator) drawnInto(v value.Value, memory ssa.Value) value.Value {
	regions := e.Regions(memory)
	if len(regions) != 1 || regions[0].Path != "" {
		return v
	}
	region := regions[0]
	if region.Span.Low >= 0 && region.Span.High > region.Span.Low && region.Span.High < maxDrawn {
		return value.Sized(v, int(region.Span.High-region.Span.Low), 0)
	}
	if region.Span.Low != 0 {
		return v
	}
	made, ok := region.Root.(*ssa.MakeSlice)
	if !ok {
		return value.Sized(v, int(max(0, ir.ArrayLength(region.Root.Type()))), 0)
	}
	bytes, param := number(made.Len)
	return value.Sized(v, bytes, param)
}

// again returns what an instruction puts together. In a loop it does so again and again,
// so that nobody knows how much that is.
func (e *Evaluator) again(v value.Value, instr ssa.Instruction) value.Value {
	if !e.InLoop(instr) {
		return v
	}
	return value.Unsized(v)
}

// maxDrawn bounds the lengths that are told.
const maxDrawn = 1 << 20

// number returns the constant that a length is, or the parameter, counted from 1.
func number(v ssa.Value) (constantly, param int) {
	switch v := v.(type) {
	case *ssa.Const:
		if n, ok := ir.ConstantInt(v); ok && n > 0 && n < maxDrawn {
			return int(n), 0
		}
	case *ssa.Convert:
		return number(v.X)
	case *ssa.Parameter:
		for i, p := range v.Parent().Params {
			if p == v {
				return 0, i + 1
			}
		}
	}
	return 0, 0
}

// drawn returns a random value of which a parameter of the callee says how many bytes it
// is, in terms of the caller.
func (e *Evaluator) drawn(o *value.Origin, operands []ssa.Value) *value.Origin {
	told := *o
	told.Bytes, told.BytesParam = 0, 0
	if i := o.BytesParam - 1; i < len(operands) && operands[i] != nil {
		told.Bytes, told.BytesParam = number(operands[i])
	}
	return &told
}
