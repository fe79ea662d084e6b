package origin

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// senders are what sends a request, with the argument that is the request.
var senders = map[string]int{
	"net/http.Client.Do": 1, "net/http.Transport.RoundTrip": 1, "net/http.RoundTripper.RoundTrip": 0,
}

// maxSends bounds the functions of a package that hand a request on to each other.
const maxSends = 3

// isSent reports whether a parameter is a request that its function sends, itself or by
// another of this package. What is in it is the program's own, and not a peer's. A handler
// that passes on what it is asked is a proxy.
func isSent(p *ssa.Parameter, depth int) bool {
	if depth == 0 || !isRequest(p.Type()) || answers(p.Parent()) || p.Referrers() == nil {
		return false
	}
	return slices.ContainsFunc(*p.Referrers(), func(user ssa.Instruction) bool {
		call, ok := user.(ssa.CallInstruction)
		return ok && sends(call, p, depth)
	})
}

func sends(call ssa.CallInstruction, request ssa.Value, depth int) bool {
	common := call.Common()
	if common.IsInvoke() {
		argument, ok := senders[ir.SymbolOf(common.Method)]
		return ok && common.Args[argument] == request
	}
	callee := common.StaticCallee()
	if callee == nil {
		return false
	}
	if object, ok := callee.Object().(*types.Func); ok {
		if argument, ok := senders[ir.SymbolOf(object)]; ok {
			return common.Args[argument] == request
		}
	}
	i := slices.Index(common.Args, request)
	return i >= 0 && i < len(callee.Params) && isSent(callee.Params[i], depth-1)
}

// answers reports whether a function has what the answer to a request is written to.
func answers(fn *ssa.Function) bool {
	return slices.ContainsFunc(fn.Params, func(p *ssa.Parameter) bool {
		return ir.TypeName(p.Type()) == "net/http.ResponseWriter"
	})
}
