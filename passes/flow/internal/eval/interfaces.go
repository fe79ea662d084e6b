package eval

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// rowOf returns the row of a function: its own, or for a method of a cipher that
// another package declares, that of cipher.Block, which the type satisfies.
func (e *Evaluator) rowOf(fn *types.Func) *cryptoapi.Func {
	if row := e.Table.Func(fn); row != nil || fn.Pkg() == e.Pass.Pkg {
		return row
	}
	if (fn.Name() != "Encrypt" && fn.Name() != "Decrypt") || fn.Signature().Recv() == nil {
		return nil
	}
	receiver := fn.Signature().Recv().Type()
	if types.IsInterface(receiver) || !types.Implements(receiver, blockInterface) {
		return nil
	}
	return e.Table.FuncNamed("crypto/cipher", "Block", fn.Name())
}

// blockInterface is cipher.Block, which the program need not import.
var blockInterface = func() *types.Interface {
	bytes := types.NewSlice(types.Typ[types.Byte])
	method := func(name string, params, results *types.Tuple) *types.Func {
		return types.NewFunc(token.NoPos, nil, name, types.NewSignatureType(nil, nil, nil, params, results, false))
	}
	parameter := func(name string) *types.Var { return types.NewParam(token.NoPos, nil, name, bytes) }
	size := types.NewTuple(types.NewParam(token.NoPos, nil, "", types.Typ[types.Int]))
	return types.NewInterfaceType([]*types.Func{
		method("BlockSize", nil, size),
		method("Encrypt", types.NewTuple(parameter("dst"), parameter("src")), nil),
		method("Decrypt", types.NewTuple(parameter("dst"), parameter("src")), nil),
	}, nil).Complete()
}()

// describedMethod returns the target that stands for the implementations of an interface which
// its package tells of, or nil.
func (e *Evaluator) describedMethod(method *types.Func, receiver ssa.Value, args []ssa.Value) *Target {
	if method.Pkg() == nil || method.Pkg() == e.Pass.Pkg || !e.Reader.Describes(method) {
		return nil
	}
	return &Target{Object: method.Origin(), Receiver: receiver, Args: args}
}

// filledByAll returns the paths below an operand that each of several functions writes:
// whichever runs, what was there before is gone.
func (e *Evaluator) filledByAll(targets []*Target, operand ssa.Value) []string {
	if len(targets) < 2 {
		return nil
	}
	var common []string
	for i, t := range targets {
		fills, known := e.Fills(t)
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

func writesTo(t *Target, f fact.Fill, operand ssa.Value) bool {
	operands := t.Operands()
	return f.Param <= len(operands) && operands[f.Param-1] == operand
}

// oneOf is the event of a call that runs one of several functions, each of which writes
// to a path below an operand.
func (c *collector) oneOf(v location.View, call ssa.CallInstruction, targets []*Target, path string) *Event {
	return &Event{Instr: call, Path: v.Path + path, Span: v.Span, Kind: Overwrites, Content: func(e *Evaluator, sub string, _ ssa.Instruction) value.Value {
		var left value.Value
		for _, t := range targets {
			fills, _ := e.Fills(t)
			for _, f := range fills {
				if f.Path == path && writesTo(t, f, v.Value) {
					left = value.Join(left, e.leftBy(t, f, call, sub))
				}
			}
		}
		return left
	}}
}
