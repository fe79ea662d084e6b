package handmade

import (
	"go/types"
	"strings"
)

// ciphers returns the types of a package that implement interfaces of crypto/cipher.
func ciphers(pkg *types.Package) []Type {
	wanted := interfaces(pkg)
	if len(wanted) == 0 {
		return nil
	}
	var found []Type
	for _, name := range pkg.Scope().Names() {
		declared, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || declared.IsAlias() || types.IsInterface(declared.Type()) {
			continue
		}
		for _, of := range wanted {
			if types.Implements(types.NewPointer(declared.Type()), of.Type().Underlying().(*types.Interface)) {
				found = append(found, Type{declared, of.Name(), isOwn(declared)})
				break
			}
		}
	}
	return found
}

// interfaces returns the interfaces of crypto/cipher, if a package imports it.
func interfaces(pkg *types.Package) []*types.TypeName {
	var found []*types.TypeName
	for _, imported := range pkg.Imports() {
		if imported.Path() != "crypto/cipher" {
			continue
		}
		for _, name := range []string{"Block", "Stream", "AEAD", "BlockMode"} {
			if declared, ok := imported.Scope().Lookup(name).(*types.TypeName); ok && types.IsInterface(declared.Type()) {
				found = append(found, declared)
			}
		}
	}
	return found
}

// isOwn reports whether a type does by itself what it implements: it is a struct that holds no
// value of a package of cryptography.
func isOwn(declared *types.TypeName) bool {
	structure, ok := declared.Type().Underlying().(*types.Struct)
	if named, generic := declared.Type().(*types.Named); !ok || generic && named.TypeParams().Len() > 0 {
		return false
	}
	for field := range structure.Fields() {
		t := field.Type()
		if pointer, ok := t.(*types.Pointer); ok {
			t = pointer.Elem()
		}
		named, ok := types.Unalias(t).(*types.Named)
		if ok && named.Obj().Pkg() != nil && (strings.HasPrefix(named.Obj().Pkg().Path(), "crypto/") || strings.Contains(named.Obj().Pkg().Path(), "/crypto/")) {
			return false
		}
	}
	return true
}
