package ir

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// indexForeign notes the types of imported packages with a fact that become values of
// the interfaces of this one.
func (p *Program) indexForeign(conversion *ssa.MakeInterface, named *types.Named) {
	if named.Obj().Pkg() == nil || !p.described(named.Obj().Pkg().Path()) {
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
