package ir

import (
	"go/types"
	"iter"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// ShortName names a function as a programmer would in a sentence.
func ShortName(fn *types.Func) string {
	signature := fn.Signature()
	if receiver := signature.Recv(); receiver != nil {
		if named := NamedOf(receiver.Type()); named != nil && named.Obj().Pkg() != nil {
			return named.Obj().Pkg().Name() + "." + named.Obj().Name() + "." + fn.Name()
		}
		return fn.Name()
	}
	if fn.Pkg() == nil {
		return fn.Name()
	}
	return fn.Pkg().Name() + "." + fn.Name()
}

func IsList(t types.Type) bool {
	_, ok := t.Underlying().(*types.Slice)
	return ok
}

// HasElements reports whether the type, if it is known, is a slice or an array.
func HasElements(t types.Type) bool {
	if t == nil {
		return false
	}
	switch t.Underlying().(type) {
	case *types.Slice, *types.Array:
		return true
	}
	return false
}

// IsHash reports whether values of the type have a Sum.
func IsHash(t types.Type) bool {
	method, _, _ := types.LookupFieldOrMethod(t, true, nil, "Sum")
	_, ok := method.(*types.Func)
	return ok
}

// IsMutable reports whether a function that is given a value of the type can
// change memory of the caller through it.
func IsMutable(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Slice, *types.Map, *types.Pointer, *types.Interface:
		return true
	}
	return false
}

// FunctionKey names a function in facts.
func FunctionKey(fn *types.Func) string {
	if receiver := fn.Signature().Recv(); receiver != nil {
		if named := NamedOf(receiver.Type()); named != nil {
			return named.Obj().Name() + "." + fn.Name()
		}
	}
	return fn.Name()
}

// IsBytes reports whether the type is a slice of bytes or a pointer to an array
// of them.
func IsBytes(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Slice:
		return IsByte(u.Elem())
	case *types.Pointer:
		array, ok := u.Elem().Underlying().(*types.Array)
		return ok && IsByte(array.Elem())
	case *types.Array:
		return IsByte(u.Elem())
	}
	return false
}

// CarriesSecret reports whether values of the type can hold a secret: strings,
// bytes and integers.
func CarriesSecret(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&(types.IsString|types.IsInteger) != 0
	case *types.Slice:
		return IsByte(u.Elem())
	case *types.Array:
		return IsByte(u.Elem())
	case *types.Pointer:
		array, ok := u.Elem().Underlying().(*types.Array)
		return ok && IsByte(array.Elem())
	}
	return false
}

// IsLocalBytes reports whether a variable is a slice of bytes in a function. What
// it holds is often drawn after it is declared, so that every use counts.
func IsLocalBytes(v *types.Var) bool {
	slice, ok := v.Type().Underlying().(*types.Slice)
	return ok && IsByte(slice.Elem()) && !v.IsField() && v.Parent() != v.Pkg().Scope()
}

func IsByte(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Kind() == types.Byte
}

// FieldAt returns the struct type that declares the last field of path, starting
// at t, and the field's index. Path may lead through the elements of lists and maps,
// which it does not tell.
func FieldAt(t types.Type, path string) (types.Type, int) {
	var owner types.Type
	field := -1
	for name := range SplitPath(path) {
		owner = t
		if field >= 0 {
			owner = elementOf(t) // a list holds what its elements do
		}
		if owner == nil {
			return nil, -1
		}
		structure := StructOf(owner)
		if structure == nil {
			return nil, -1
		}
		field = -1
		for i := range structure.NumFields() {
			if structure.Field(i).Name() == name {
				field = i
				t = structure.Field(i).Type()
			}
		}
		if field < 0 {
			return nil, -1
		}
	}
	return owner, field
}

// TypeBelow returns the type of what a path of fields leads to, or nil.
func TypeBelow(t types.Type, path string) types.Type {
	if path == "" {
		return t
	}
	owner, field := FieldAt(t, path)
	if owner == nil {
		return nil
	}
	return StructOf(owner).Field(field).Type()
}

// LacksField reports whether a path begins with a field that a struct, or what points to one,
// does not have: it leads from another type that satisfies the same interface.
func LacksField(t types.Type, path string) bool {
	structure := StructOf(t)
	if structure == nil || path == "" {
		return false
	}
	for name := range SplitPath(path) {
		if strings.HasPrefix(name, "[") {
			return false
		}
		for field := range structure.Fields() {
			if field.Name() == name {
				return false
			}
		}
		return true
	}
	return false
}

// elementOf returns the type of the elements of a list or map, and any other type as it is.
func elementOf(t types.Type) types.Type {
	switch list := t.Underlying().(type) {
	case *types.Slice:
		return list.Elem()
	case *types.Array:
		return list.Elem()
	case *types.Map:
		return list.Elem()
	}
	return t
}

// IsTime reports whether a value of type t, or the field of it that path leads to, is a
// time.Time.
func IsTime(t types.Type, path string) bool {
	if path != "" {
		owner, field := FieldAt(t, path)
		if owner == nil {
			return false
		}
		t = StructOf(owner).Field(field).Type()
	}
	named := NamedOf(t)
	return named != nil && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "time" && named.Obj().Name() == "Time"
}

// SplitPath yields the field names of a path.
func SplitPath(path string) iter.Seq[string] {
	return strings.SplitSeq(strings.TrimPrefix(path, "."), ".")
}

// TypeName returns the name of a type, or of the type that it points to, with its import
// path: "math/rand.Rand". It is empty for types that no package names.
func TypeName(t types.Type) string {
	named := NamedOf(t)
	if named == nil || named.Obj().Pkg() == nil {
		return ""
	}
	return named.Obj().Pkg().Path() + "." + named.Obj().Name()
}

// NamedOf returns the named type of t or of what t points to, as declared.
func NamedOf(t types.Type) *types.Named {
	if t == nil {
		return nil
	}
	t = types.Unalias(t)
	if pointer, ok := t.(*types.Pointer); ok {
		t = types.Unalias(pointer.Elem())
	}
	named, ok := t.(*types.Named)
	if !ok {
		return nil
	}
	return named.Origin()
}

// elemOf returns the element type of pointers, slices, arrays and maps of t.
func elemOf(t types.Type) types.Type {
	for {
		switch u := t.(type) {
		case *types.Pointer:
			t = u.Elem()
		case *types.Slice:
			t = u.Elem()
		case *types.Array:
			t = u.Elem()
		case *types.Map:
			t = u.Elem()
		default:
			return t
		}
	}
}

// StructOf returns the struct type of t or of what t points to.
func StructOf(t types.Type) *types.Struct {
	if pointer, ok := t.Underlying().(*types.Pointer); ok {
		t = pointer.Elem()
	}
	structure, _ := t.Underlying().(*types.Struct)
	return structure
}

// FieldKey names the storage of a field of t, a struct or a pointer to one. It
// is the same in all packages; it is empty for unnamed struct types.
func FieldKey(t types.Type, field int) string {
	named, structure := NamedOf(t), StructOf(t)
	if named == nil || structure == nil || named.Obj().Pkg() == nil {
		return ""
	}
	name := named.Obj().Name()
	if scope := named.Obj().Parent(); scope != nil && scope != named.Obj().Pkg().Scope() {
		name += LocalMark + strconv.Itoa(int(named.Obj().Pos())) // declared in a function: one of several of that name
	}
	return named.Obj().Pkg().Path() + "." + name + "." + structure.Field(field).Name()
}

// AddressedField names a field as the code does: "x509.Certificate.SignatureAlgorithm".
func AddressedField(address *ssa.FieldAddr) string {
	name := StructOf(address.X.Type()).Field(address.Field).Name()
	if named := NamedOf(address.X.Type()); named != nil {
		name = named.Obj().Name() + "." + name
		if pkg := named.Obj().Pkg(); pkg != nil {
			name = pkg.Name() + "." + name
		}
	}
	return name
}

// LocalMark stands in the storage keys of types that are declared in functions.
const LocalMark = "@"

// AddressKey names the storage that a field address leads to. The fields of unnamed
// structs belong to the named type that holds them.
func AddressKey(address *ssa.FieldAddr) string {
	if key := FieldKey(address.X.Type(), address.Field); key != "" {
		return key
	}
	if holder, ok := address.X.(*ssa.FieldAddr); ok {
		if key := AddressKey(holder); key != "" {
			return key + "." + StructOf(address.X.Type()).Field(address.Field).Name()
		}
	}
	return ""
}

// GlobalKey names the storage of a package variable.
func GlobalKey(g *ssa.Global) string { return g.Pkg.Pkg.Path() + "." + g.Name() }

// ArrayLength returns the length of the array that t is or points to, or -1.
func ArrayLength(t types.Type) int64 {
	if pointer, ok := t.Underlying().(*types.Pointer); ok {
		t = pointer.Elem()
	}
	if array, ok := t.Underlying().(*types.Array); ok {
		return array.Len()
	}
	return -1
}

// IsReference reports whether values of the type refer to memory.
func IsReference(t types.Type) bool {
	if parameter, ok := types.Unalias(t).(*types.TypeParam); ok {
		return alwaysReference(parameter)
	}
	switch t.Underlying().(type) {
	case *types.Slice, *types.Pointer, *types.Map, *types.Chan, *types.Interface:
		return true
	}
	return false
}

// alwaysReference reports whether all types that a type parameter allows refer to
// memory. One that allows every type is taken for a value: what is true of the
// strings and bytes in it is true of the pointers, too.
func alwaysReference(parameter *types.TypeParam) bool {
	constraint, ok := parameter.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	listed := false
	for embedded := range constraint.EmbeddedTypes() {
		union, ok := embedded.(*types.Union)
		if !ok {
			union = types.NewUnion([]*types.Term{types.NewTerm(false, embedded)})
		}
		for term := range union.Terms() {
			if _, nested := term.Type().Underlying().(*types.Interface); nested || !IsReference(term.Type()) {
				return false
			}
			listed = true
		}
	}
	return listed
}

func IsString(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsString != 0
}

// IsInteger reports whether a type is one of integers.
func IsInteger(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsInteger != 0
}

// IsReader reports whether a type is an interface that can be read from.
func IsReader(t types.Type) bool {
	declared, ok := t.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	for method := range declared.Methods() {
		if method.Name() == "Read" {
			return true
		}
	}
	return false
}

// Readable reports whether the type has a method Read.
func Readable(t types.Type) bool {
	object, _, _ := types.LookupFieldOrMethod(t, true, nil, "Read")
	_, ok := object.(*types.Func)
	return ok
}

// IsError reports whether a type is error itself.
func IsError(t types.Type) bool {
	named, ok := t.(*types.Named)
	return ok && named.Obj().Pkg() == nil && named.Obj().Name() == "error"
}
