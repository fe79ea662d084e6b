package cryptoapi

import (
	"cmp"
	"go/types"
	"strings"
	"sync"
)

// Table finds rows: the built-in ones, and those of models. It does not change, so
// that any number of goroutines may use it. The rows that it gives out are shared
// and must not be changed.
type Table struct {
	builtin index
	own     map[string]*rows // of models, by import path; they come first
}

// Builtin returns the table of everything that cryptolint knows by itself.
func Builtin() *Table { return builtin() }

var builtin = sync.OnceValue(func() *Table {
	all, _ := builtinIndex() // a test asks for the errors
	return &Table{builtin: all}
})

// rowsOf returns the built-in rows of a package, and none for one that the table
// does not know.
func (t *Table) rowsOf(path string) *rows {
	e := t.builtin[path]
	if e == nil {
		return &noRows
	}
	all, _ := e.read()
	return all
}

// ownOf returns the rows of models of a package.
func (t *Table) ownOf(path string) *rows {
	if own := t.own[path]; own != nil {
		return own
	}
	return &noRows
}

// noRows is never written to.
var noRows rows

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
	if row := t.FuncNamed(path, receiverName(fn), fn.Name()); row != nil {
		return row
	}
	return t.rowsOf(path).funcs[allFuncs]
}

// allFuncs is the name of the row of all functions of a package that have no other.
var allFuncs = member{name: "*"}

// FuncNamed is Func for a method that is named in full, with its type.
func (t *Table) FuncNamed(path, typ, name string) *Func {
	m := member{typ, name}
	return cmp.Or(t.ownOf(path).funcs[m], t.rowsOf(path).funcs[m])
}

// Field returns the row of a field of the struct type owner, or nil. The owner
// of a promoted field is the embedded type that declares it.
func (t *Table) Field(v *types.Var, owner *types.Named) *Field {
	if v == nil || owner == nil || owner.Obj().Pkg() == nil {
		return nil
	}
	return t.field(importPath(owner.Obj().Pkg()), member{owner.Obj().Name(), v.Name()})
}

// Var returns the row of a package variable, or nil.
func (t *Table) Var(v *types.Var) *Var {
	if v == nil || v.Pkg() == nil || v.Parent() != v.Pkg().Scope() {
		return nil
	}
	path, m := importPath(v.Pkg()), member{name: v.Name()}
	return cmp.Or(t.ownOf(path).vars[m], t.rowsOf(path).vars[m])
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
	return t.field(withoutVendor(name[:j]), member{name[j+1 : i], name[i+1:]})
}

func (t *Table) field(path string, m member) *Field {
	return cmp.Or(t.ownOf(path).fields[m], t.rowsOf(path).fields[m])
}

// Type returns the row of a type, or nil. The row of an instance of a generic
// type is that of the generic type.
func (t *Table) Type(named *types.Named) *Type {
	if named == nil || named.Obj().Pkg() == nil {
		return nil
	}
	path, m := importPath(named.Obj().Pkg()), member{name: named.Obj().Name()}
	return cmp.Or(t.ownOf(path).types[m], t.rowsOf(path).types[m])
}

// Package returns what is so of a whole package: since when it is deprecated, and
// whether FIPS mode refuses all of it. It is the zero value for a package that the
// table does not know.
func (t *Table) Package(path string) Attributes {
	if e := t.builtin[withoutVendor(path)]; e != nil {
		return e.Attributes
	}
	return Attributes{}
}

// Modelled reports whether the package with that import path has to do with
// cryptography, randomness or identifiers, so that its importers are worth
// analysing.
func (t *Table) Modelled(path string) bool {
	path = withoutVendor(path)
	e := t.builtin[path]
	return e != nil && !e.carrier || t.own[path] != nil
}

// Described reports whether a model of a user describes something in the package with
// that import path.
func (t *Table) Described(path string) bool { return t.own[withoutVendor(path)] != nil }

// Carrier reports whether the table has rows of the package with that import
// path, all of which only say how values are carried from place to place, as
// those of fmt, strings and io.
func (t *Table) Carrier(path string) bool {
	e := t.builtin[withoutVendor(path)]
	return e != nil && e.carrier
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
