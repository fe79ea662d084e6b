package datum

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// maxReturns bounds the calls that are followed to the function that made a result.
const maxReturns = 4

// OfFailure reports whether a sink has what a call returned with an error, only after that
// error: the value is empty by convention.
func (x *Index) OfFailure(s *uses.Sink) bool {
	return s.Instr != nil && slices.ContainsFunc(x.copies(s.Operand, maxSteps), func(v ssa.Value) bool {
		return ir.AfterFailure(v, s.Instr.Block()) && !x.returnsPart(v, maxReturns)
	})
}

// partial are packages whose functions return, with an error, what they have read or decoded
// until then.
var partial = []string{"io", "bufio", "os", "encoding/base32", "encoding/base64", "encoding/hex"}

// returnsPart reports whether a value may be the part that a function has read or decoded, and
// returns with an error.
func (x *Index) returnsPart(v ssa.Value, depth int) bool {
	result, ok := v.(*ssa.Extract)
	if !ok {
		return false
	}
	call, ok := result.Tuple.(*ssa.Call)
	if !ok || depth == 0 {
		return true
	}
	if call.Call.IsInvoke() {
		return slices.Contains(partial, call.Call.Method.Pkg().Path())
	}
	callee := call.Call.StaticCallee()
	if callee == nil {
		return true
	}
	for ret := range ir.Returns(callee) {
		if !ir.IsNil(ret.Results[len(ret.Results)-1]) && x.returnsPart(provenance.Plain(ret.Results[result.Index]), depth-1) {
			return true
		}
	}
	return callee.Pkg != nil && slices.Contains(partial, callee.Pkg.Pkg.Path())
}
