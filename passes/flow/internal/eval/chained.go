package eval

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// chained returns what a mode leaves that surely encrypts with CBC, where the call does
// not tell encrypting and decrypting apart. The function that made the mode does: the
// nonce that it takes has another role.
func (e *Evaluator) chained(t *Target, call ssa.CallInstruction) value.Value {
	if t.Row == nil || t.Row.Args[cryptoapi.Receiver] != cryptoapi.AsKeyed || t.Receiver == nil {
		return nil
	}
	modes := e.Resolve(e.Origins(t.Receiver, "", call))
	var made value.Value
	for _, alternative := range modes {
		mode := alternative.Part(cryptoapi.Mode)
		if mode == nil || mode.Detail != "CBC" || !e.madeToEncrypt(mode) {
			return nil
		}
		made = value.Join(made, value.Of(value.Origin{Source: &value.Source{Kind: cryptoapi.Ciphertext, Detail: mode.Detail, Name: t.Name(), Pos: call.Pos(), Of: mode.Of}}))
	}
	return made
}

// madeToEncrypt reports whether a mode was made in this package, by a function that takes
// a nonce to encrypt with.
func (e *Evaluator) madeToEncrypt(mode *value.Origin) bool {
	call, ok := e.Nodes[mode.Pos].(*ast.CallExpr)
	if !ok {
		return false
	}
	fn, ok := typeutil.Callee(e.Pass.TypesInfo, call).(*types.Func)
	if !ok {
		return false
	}
	row := e.Table.Func(fn)
	return row != nil && row.Args[1] == cryptoapi.AsNonce && ir.IsBytes(fn.Signature().Params().At(1).Type())
}
