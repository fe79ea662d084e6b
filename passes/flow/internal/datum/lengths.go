package datum

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/operation"
)

// maxLengthHops is how far from where it is compared the length of something counts as such.
const maxLengthHops = 3

// LengthCompared reports whether the package compares the length of what a value is, or is
// a part of: in the function, in one that calls it or that it calls. The length of a whole
// array is that of its type.
func (x *Index) LengthCompared(v ssa.Value) bool {
	if isWholeArray(v) {
		return true
	}
	if x.compared == nil {
		x.findCompared()
	}
	return slices.ContainsFunc(reader{Finder: x.Finder, parts: true}.data(v, maxSteps), func(d Datum) bool { return x.compared[d] })
}

// isWholeArray reports whether a value is a slice of all elements of an array.
func isWholeArray(v ssa.Value) bool {
	slice, ok := v.(*ssa.Slice)
	if !ok || slice.Low != nil || slice.High != nil {
		return false
	}
	pointer, ok := slice.X.Type().Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	_, array := pointer.Elem().Underlying().(*types.Array)
	return array
}

// findCompared notes the data whose lengths are compared, and then what is passed to and
// from functions that compare them.
func (x *Index) findCompared() {
	x.compared = make(map[Datum]bool)
	bytes := reader{Finder: x.Finder, parts: true}
	note := func(v ssa.Value) {
		for _, datum := range bytes.data(v, maxSteps) {
			x.compared[datum] = true
		}
	}
	for _, fn := range x.Funcs {
		for instr := range ir.Instructions(fn) {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if builtin, ok := call.Call.Value.(*ssa.Builtin); ok && builtin.Name() == "len" && operation.Compared(call) {
				note(call.Call.Args[0])
			}
		}
	}
	calls := x.Calls(func(t *eval.Target, _ *ssa.Call) bool { return x.HasBody(t.Fn) })
	for range maxLengthHops {
		for _, c := range calls {
			for i, operand := range c.Target.Operands() {
				if operand == nil || i >= len(c.Target.Fn.Params) {
					continue
				}
				param := c.Target.Fn.Params[i]
				if x.compared[Datum{value: param}] {
					note(operand)
				} else if slices.ContainsFunc(bytes.data(operand, maxSteps), func(d Datum) bool { return x.compared[d] }) {
					note(param)
				}
			}
		}
	}
}
