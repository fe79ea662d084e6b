package cryptoapi

import (
	"go/types"
	"slices"
	"strings"
	"sync"
)

// pkg holds the rows of one package, or of several import paths that have the
// same functions, such as the major versions of a module.
//
// Its rows say no Package, and the Name of a row may be several names with
// spaces between them: the table has one row for each name and path.
type pkg struct {
	paths   []string
	carrier bool // it only carries values: an importer is not worth analysing for it
	funcs   []Func
	fields  []Field
	vars    []Var
	types   []Type
}

// Table is an index of rows. It does not change once it is built, so that any
// number of goroutines may use it. The rows that it gives out are shared and
// must not be changed.
type Table struct {
	funcs    map[key]*Func
	fields   map[key]*Field
	vars     map[key]*Var
	types    map[key]*Type
	modelled map[string]bool // false: carries values only
	named    map[string]bool // by models of users
}

// key names a row: the type is that of a method's receiver or of the struct
// that has a field, and empty for what a package declares itself.
type key struct{ path, typ, name string }

// Builtin returns the table of everything that cryptolint knows by itself.
func Builtin() *Table { return builtin() }

var builtin = sync.OnceValue(func() *Table {
	return newTable(builtinPackages())
})

func builtinPackages() []pkg {
	return slices.Concat(
		hashPackages, cipherPackages, publicKeyPackages, protocolPackages,
		randomPackages, kdfPackages, tokenPackages, comparePackages,
		textPackages, encodingPackages, streamPackages, outsidePackages,
		settingsPackages,
	)
}

func newTable(packages []pkg) *Table {
	t := &Table{
		funcs:    map[key]*Func{},
		fields:   map[key]*Field{},
		vars:     map[key]*Var{},
		types:    map[key]*Type{},
		modelled: map[string]bool{},
	}
	for _, p := range packages {
		for _, path := range p.paths {
			t.add(path, p)
		}
	}
	return t
}

// add puts the rows of p into the table, under an import path.
func (t *Table) add(path string, p pkg) {
	t.modelled[path] = t.modelled[path] || !p.carrier
	for _, row := range p.funcs {
		for name := range strings.FieldsSeq(row.Name) {
			one := row
			one.Package, one.Name = path, name
			t.funcs[keyOf(path, name)] = &one
		}
	}
	for _, row := range p.fields {
		for name := range strings.FieldsSeq(row.Name) {
			one := row
			one.Package, one.Name = path, name
			t.fields[keyOf(path, name)] = &one
		}
	}
	for _, row := range p.vars {
		for name := range strings.FieldsSeq(row.Name) {
			one := row
			one.Package, one.Name = path, name
			t.vars[keyOf(path, name)] = &one
		}
	}
	for _, row := range p.types {
		for name := range strings.FieldsSeq(row.Name) {
			one := row
			one.Package, one.Name = path, name
			t.types[keyOf(path, name)] = &one
		}
	}
}

// keyOf splits the name of a row into its type, if it has one, and the rest.
func keyOf(path, name string) key {
	typ, member, isMember := strings.Cut(name, ".")
	if !isMember {
		return key{path: path, name: name}
	}
	return key{path: path, typ: typ, name: member}
}

// Func returns the row of a function or method, or that of all functions of its
// package which have no row of their own, or nil. The row of an instance of a
// generic function is that of the generic function.
//
// A method of an interface belongs to the interface that declares it: the Write
// of a hash.Hash is io.Writer.Write.
func (t *Table) Func(fn *types.Func) *Func {
	if fn == nil || fn.Pkg() == nil {
		return nil
	}
	fn = fn.Origin()
	path := importPath(fn.Pkg())
	if row := t.funcs[key{path, receiverName(fn), fn.Name()}]; row != nil {
		return row
	}
	return t.funcs[key{path: path, name: "*"}]
}

// FuncNamed is Func for a method that is named in full, with its type.
func (t *Table) FuncNamed(path, typ, name string) *Func { return t.funcs[key{path, typ, name}] }

// Field returns the row of a field of the struct type owner, or nil. The owner
// of a promoted field is the embedded type that declares it.
func (t *Table) Field(v *types.Var, owner *types.Named) *Field {
	if v == nil || owner == nil || owner.Obj().Pkg() == nil {
		return nil
	}
	return t.fields[key{importPath(owner.Obj().Pkg()), owner.Obj().Name(), v.Name()}]
}

// Var returns the row of a package variable, or nil.
func (t *Table) Var(v *types.Var) *Var {
	if v == nil || v.Pkg() == nil || v.Parent() != v.Pkg().Scope() {
		return nil
	}
	return t.vars[key{path: importPath(v.Pkg()), name: v.Name()}]
}

// FieldNamed is Field for a field that is named in full, as in
// "net/http.Request.Header".
func (t *Table) FieldNamed(name string) *Field {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return nil
	}
	j := strings.LastIndexByte(name[:i], '.')
	if j < 0 {
		return nil
	}
	return t.fields[key{withoutVendor(name[:j]), name[j+1 : i], name[i+1:]}]
}

// Type returns the row of a type, or nil. The row of an instance of a generic
// type is that of the generic type.
func (t *Table) Type(named *types.Named) *Type {
	if named == nil || named.Obj().Pkg() == nil {
		return nil
	}
	return t.types[key{path: importPath(named.Obj().Pkg()), name: named.Obj().Name()}]
}

// Modelled tells whether the package with that import path has to do with
// cryptography, randomness or identifiers, so that its importers are worth
// analysing.
func (t *Table) Modelled(path string) bool {
	path = withoutVendor(path)
	return t.modelled[path] || t.named[path]
}

// Described tells whether a model of a user describes something in the package with
// that import path.
func (t *Table) Described(path string) bool { return t.named[withoutVendor(path)] }

// Carrier tells whether the table has rows of the package with that import
// path, all of which only say how values are carried from place to place, as
// those of fmt, strings and io.
func (t *Table) Carrier(path string) bool {
	modelled, known := t.modelled[withoutVendor(path)]
	return known && !modelled
}

// receiverName is the name of the type that has the method fn, and empty for
// what is not a method.
func receiverName(fn *types.Func) string {
	recv := fn.Signature().Recv()
	if recv == nil {
		return ""
	}
	typ := types.Unalias(recv.Type())
	if pointer, ok := typ.(*types.Pointer); ok {
		typ = types.Unalias(pointer.Elem())
	}
	named, ok := typ.(*types.Named)
	if !ok {
		return "" // a method of an interface without a name
	}
	return named.Obj().Name()
}

func importPath(p *types.Package) string { return withoutVendor(p.Path()) }

// withoutVendor is the import path that a program writes for a vendored package.
func withoutVendor(path string) string {
	if i := strings.LastIndex(path, "/vendor/"); i >= 0 {
		return path[i+len("/vendor/"):]
	}
	return strings.TrimPrefix(path, "vendor/")
}
