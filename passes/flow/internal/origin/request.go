package origin

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// UnknownFill returns what a call leaves in an operand if nothing else is known. What is
// filled from a request was sent by the peer: c.Bind(&in), decoder.Decode(&in, r).
func (k *Known) UnknownFill(call ssa.CallInstruction, filled ssa.Value, sub string) value.Value {
	operands := call.Common().Args
	if call.Common().IsInvoke() {
		operands = append([]ssa.Value{call.Common().Value}, operands...)
	}
	for _, operand := range operands {
		if operand != filled && k.holdsRequest(operand.Type()) {
			return value.Of(value.Origin{Source: &value.Source{Kind: cryptoapi.Network, Name: location.LastField(sub), Pos: call.Pos()}})
		}
	}
	return value.Unknown(location.LastField(sub), call.Pos())
}

// requests are the types of the requests that frameworks hand to a handler.
var requests = []string{"net/http.Request", "github.com/valyala/fasthttp.Request", "github.com/valyala/fasthttp.RequestCtx"}

// holdsRequest reports whether a type is that of a request, or the context of one: it has
// an exported field or a getter of such a type.
func (k *Known) holdsRequest(t types.Type) bool {
	if isRequest(t) {
		return true
	}
	named := ir.NamedOf(t)
	if named == nil || !named.Obj().Exported() {
		return false
	}
	if structure, ok := named.Underlying().(*types.Struct); ok {
		for field := range structure.Fields() {
			if field.Exported() && isRequest(field.Type()) {
				return true
			}
		}
	}
	getter, _, _ := types.LookupFieldOrMethod(t, true, nil, "Request")
	method, ok := getter.(*types.Func)
	return ok && method.Signature().Params().Len() == 0 && method.Signature().Results().Len() == 1 && isRequest(method.Signature().Results().At(0).Type())
}

func isRequest(t types.Type) bool {
	pointer, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return false
	}
	named, ok := types.Unalias(pointer.Elem()).(*types.Named)
	return ok && named.Obj().Pkg() != nil && slices.Contains(requests, named.Obj().Pkg().Path()+"."+named.Obj().Name())
}
