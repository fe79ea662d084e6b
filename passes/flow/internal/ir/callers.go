package ir

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
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

// SetsDefaults reports whether what fills a struct reads defaults from the tags of its
// fields: readers of the environment and of flags do, those of JSON do not.
func SetsDefaults(s cryptoapi.Source) bool { return s.Kind == cryptoapi.Environment }

// indexForeign notes the types of imported packages with a fact that become values of
// the interfaces of this one.
func (p *Program) indexForeign(conversion *ssa.MakeInterface, named *types.Named) {
	if named.Obj().Pkg() == nil || !p.described(named.Obj().Pkg().Path()) && !p.Table.Modelled(named.Obj().Pkg().Path()) {
		return
	}
	declared := NamedOf(conversion.Type())
	if declared == nil || declared.Obj().Pkg() != p.Pass.Pkg {
		return
	}
	same := func(t types.Type) bool { return types.Identical(t, conversion.X.Type()) }
	if len(p.Foreign) < maxForeign && !slices.ContainsFunc(p.Foreign, same) {
		p.Foreign = append(p.Foreign, conversion.X.Type())
	}
}

// maxForeign bounds the types of other packages that are tried for an interface.
const maxForeign = 100
