package location

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// GlobalOf returns the package variable that a key, or its beginning, names.
func (p *PointsTo) GlobalOf(key string) *ssa.Global {
	name := strings.TrimPrefix(key, p.Pass.Pkg.Path()+".")
	name, _, _ = strings.Cut(name, ".")
	global, _ := p.Pkg.Members[name].(*ssa.Global)
	return global
}

// CutElements splits the key of the elements of a list into that of the list and the
// path of its elements, which is empty where the key is not one of elements.
func CutElements(key string) (list, elements string) {
	if list, ok := strings.CutSuffix(key, AnyElement); ok {
		return list, AnyElement
	}
	return key, ""
}

// StorageFurther returns the storage key of what a path leads to below a region of type t.
func (p *PointsTo) StorageFurther(r Region, t types.Type, path string) string {
	if path == AnyElement && r.Storage != "" {
		return r.Storage + path
	}
	return p.StorageBelow(r.Root, t, path)
}

// StorageBelow returns the storage key of the field that path leads to, or of the
// elements of a list there, starting at a value of type t.
func (p *PointsTo) StorageBelow(root ssa.Value, t types.Type, path string) string {
	if global, ok := root.(*ssa.Global); ok {
		return ir.GlobalKey(global) + path
	}
	if list, elements := strings.CutSuffix(path, AnyElement); elements {
		if key := p.StorageBelow(root, t, list); key != "" {
			return key + AnyElement
		}
		return ""
	}
	key := ""
	for name := range ir.SplitPath(path) {
		owner, field := ir.FieldAt(t, "."+name)
		if owner == nil {
			return ""
		}
		if named := ir.FieldKey(owner, field); named != "" {
			key = named
		} else if key != "" {
			key += "." + name // of an unnamed struct
		}
		t = ir.StructOf(owner).Field(field).Type()
	}
	return key
}

// FieldOf returns the field that a key names, and the type that declares it.
func (p *PointsTo) FieldOf(key string) (*types.Var, *types.Named) {
	typeName, path, ok := strings.Cut(strings.TrimPrefix(key, p.Pass.Pkg.Path()+"."), ".")
	if !ok {
		return nil, nil
	}
	var named *types.Named
	if object, ok := p.Pass.Pkg.Scope().Lookup(typeName).(*types.TypeName); ok {
		named = ir.NamedOf(object.Type())
	} else if addresses := p.Fields[key]; len(addresses) > 0 {
		named = ir.NamedOf(addresses[0].X.Type()) // a type declared in a function
	}
	if named == nil {
		return nil, nil
	}
	owner, field := ir.FieldAt(named, "."+path)
	if owner == nil {
		return nil, nil
	}
	return ir.StructOf(owner).Field(field), named
}
