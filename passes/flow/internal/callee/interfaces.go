package callee

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// RowOf returns the row of a function: its own, or for a method of a cipher that
// another package declares, that of cipher.Block, which the type satisfies.
func (f *Finder) RowOf(fn *types.Func) *cryptoapi.Func {
	if row := f.program.Table.Func(fn); row != nil || fn.Pkg() == f.program.Pass.Pkg {
		return row
	}
	if (fn.Name() != "Encrypt" && fn.Name() != "Decrypt") || fn.Signature().Recv() == nil {
		return nil
	}
	receiver := fn.Signature().Recv().Type()
	if types.IsInterface(receiver) || !types.Implements(receiver, blockInterface) {
		return nil
	}
	return f.program.Table.FuncNamed("crypto/cipher", "Block", fn.Name())
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
func (f *Finder) describedMethod(method *types.Func, receiver ssa.Value, args []ssa.Value) *Target {
	if method.Pkg() == nil || method.Pkg() == f.program.Pass.Pkg || !f.facts.Describes(method) {
		return nil
	}
	return &Target{Object: method.Origin(), Receiver: receiver, Args: args}
}
