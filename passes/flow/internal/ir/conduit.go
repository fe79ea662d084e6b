package ir

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// CallersKnown reports whether all calls of a function are static calls in the package.
func (p *Program) CallersKnown(fn *ssa.Function) bool {
	if object := fn.Object(); object != nil {
		if object.Exported() || p.Referenced[fn] {
			return false
		}
		if fn.Signature.Recv() == nil {
			return true
		}
		named := NamedOf(fn.Signature.Recv().Type())
		return named != nil && p.Converted[named.Obj()] == nil
	}
	if len(p.Closures[fn]) == 0 {
		return !p.Referenced[fn]
	}
	return !slices.ContainsFunc(p.Closures[fn], func(made *ssa.MakeClosure) bool {
		return slices.ContainsFunc(*made.Referrers(), func(user ssa.Instruction) bool { return !onlyCalls(user, made) })
	})
}
