package ir

import "go/types"

// SymbolOf names a function or method with its import path, as the rows of the table do:
// "crypto/x509.Certificate.Verify". It is empty for nil.
func SymbolOf(fn *types.Func) string {
	if fn == nil {
		return ""
	}
	name := fn.Name()
	if recv := fn.Signature().Recv(); recv != nil {
		if named := NamedOf(recv.Type()); named != nil {
			name = named.Obj().Name() + "." + name
		}
	}
	if fn.Pkg() == nil {
		return name
	}
	return fn.Pkg().Path() + "." + name
}
