// Package callee says which functions a call may run, as far as its instruction, the types and
// the table show it. What function values are is left to eval.
package callee

import (
	"go/token"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// A Target is a function that a call may run.
type Target struct {
	Fn       *ssa.Function // nil for a method of an interface
	Object   *types.Func   // nil for a closure
	Receiver ssa.Value     // nil for functions and closures
	Bound    *Bound        // the receiver of a method value that was made elsewhere
	Args     []ssa.Value   // after the receiver
	Row      *cryptoapi.Func
}

// Bound is what the receiver of a method value is made of, in terms of nobody: the
// function that made it is not the one that calls it.
type Bound struct{ Receiver value.Value }

func (t *Target) hasReceiver() bool { return t.Receiver != nil || t.Bound != nil }

// Operands returns what is passed, the receiver first: as the SSA parameters of
// the callee are ordered.
// The receiver of a method value that was made elsewhere is nil.
func (t *Target) Operands() []ssa.Value {
	if !t.hasReceiver() {
		return t.Args
	}
	return append([]ssa.Value{t.Receiver}, t.Args...)
}

// Argument turns an index among the operands into one of the table.
func (t *Target) Argument(operand int) int {
	if t.hasReceiver() {
		return operand - 1
	}
	return operand
}

// OperandOf turns an index of the table into one among the operands.
func (t *Target) OperandOf(argument int) int {
	if t.hasReceiver() {
		return argument + 1
	}
	return argument
}

// Operand returns what is passed for an argument of the table, or nil.
func (t *Target) Operand(argument int) ssa.Value {
	if argument == cryptoapi.Receiver {
		return t.Receiver
	}
	if argument < 0 || argument >= len(t.Args) {
		return nil
	}
	return t.Args[argument]
}

// Arguments returns the arguments that a row of the table speaks of, in order.
func Arguments[T any](row map[int]T) []int { return slices.Sorted(maps.Keys(row)) }

// Name is what the program calls the target: "cipher.NewGCM", "cipher.AEAD.Seal".
func (t *Target) Name() string {
	if t.Object == nil {
		return "the function literal"
	}
	return ir.ShortName(t.Object)
}

// steps are the words for what a function does with a value.
var steps = map[value.StepKind]string{
	value.Returned: "returned by ", value.Passed: "passed to ", value.Filled: "filled by ", value.Drawn: "read with ",
}

// Step is the step of a value that a call of the target returns, fills, or is passed.
func (t *Target) Step(kind value.StepKind, pos token.Pos) value.Step {
	return value.Step{Kind: kind, Func: t.Object, Pos: pos, Text: steps[kind] + t.Name()}
}

// MaxTargets bounds the functions that one call is taken to run.
const MaxTargets = 6
