package sequence

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// readNow reports whether a function reads its key from a reader that callers pass, such as
// a generator of random bytes: what is read next is new each time.
func readNow(fn *ssa.Function, key value.Value) bool {
	return len(key) > 0 && !slices.ContainsFunc(key, func(a value.Alternative) bool {
		return !slices.ContainsFunc(a, func(o *value.Origin) bool { return fromReader(fn, o) })
	})
}

func fromReader(fn *ssa.Function, o *value.Origin) bool {
	if slices.ContainsFunc(o.Of, func(of *value.Origin) bool { return fromReader(fn, of) }) {
		return true
	}
	if !o.Open() || o.Path != "" || o.Form != "" || o.Param > len(fn.Params) {
		return false
	}
	return ir.IsReader(fn.Params[o.Param-1].Type())
}
