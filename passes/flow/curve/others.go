package curve

import (
	"go/types"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// Others reports whether a package has curves that the standard library does not have:
// it returns one, or imports a package that does. The standard library offers nothing in the
// place of their methods.
func Others(pkg *types.Package) bool {
	return offersCurve(pkg, false) || slices.ContainsFunc(pkg.Imports(), func(imported *types.Package) bool { return offersCurve(imported, true) })
}

// offersCurve reports whether a function of a package returns a curve. What is of the type
// elliptic.Curve counts if the package is another one: it need not be one of crypto/elliptic.
func offersCurve(pkg *types.Package, another bool) bool {
	if strings.HasPrefix(pkg.Path(), "crypto/") {
		return false
	}
	for _, name := range pkg.Scope().Names() {
		function, ok := pkg.Scope().Lookup(name).(*types.Func)
		if !ok || function.Signature().Results().Len() == 0 {
			continue
		}
		result := function.Signature().Results().At(0).Type()
		if !has(result, "ScalarBaseMult") || has(result, "X") { // a key has the methods of its curve
			continue
		}
		named := ir.NamedOf(result)
		if another || named != nil && named.Obj().Pkg() != nil && !strings.HasPrefix(named.Obj().Pkg().Path(), "crypto/") {
			return true
		}
	}
	return false
}

// has reports whether a type has an exported field or method.
func has(t types.Type, name string) bool {
	found, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
	return found != nil
}
