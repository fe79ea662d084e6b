package fact

import (
	"go/types"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// Describes reports whether the fact of its package mentions a function.
func (r *Reader) Describes(fn *types.Func) bool {
	fact := r.facts[fn.Pkg().Path()]
	if fact == nil {
		return false
	}
	_, found := slices.BinarySearchFunc(fact.Functions, ir.FunctionKey(fn), func(f FunctionFact, name string) int {
		return strings.Compare(f.Name, name)
	})
	return found
}

// DescribesInterface reports whether the fact of its package mentions a method of an
// interface: the package has implementations of its own.
func (r *Reader) DescribesInterface(named *types.Named) bool {
	if named.Obj().Pkg() == nil {
		return false
	}
	for method := range named.Underlying().(*types.Interface).ExplicitMethods() {
		if r.Describes(method) {
			return true
		}
	}
	return false
}
