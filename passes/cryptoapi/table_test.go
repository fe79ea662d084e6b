package cryptoapi

import (
	"cmp"
	"go/types"
	"go/version"
	"maps"
	"runtime"
	"slices"
	"sync"
	"testing"

	"golang.org/x/tools/go/packages"
)

// newer are packages of the standard library that an older release of Go does not have yet.
var newer = map[string]string{"crypto/mldsa": "go1.27"}

// described returns the import paths of the packages that the table speaks of, but for those
// that the release of Go does not have.
func described() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(Builtin().builtin)), func(path string) bool {
		since := newer[path]
		return since != "" && version.Compare(version.Lang(runtime.Version()), since) < 0
	})
}

// loaded are the real packages that the table speaks of, by import path, as the
// module in testdata/src pins them.
var loaded = sync.OnceValues(func() (map[string]*types.Package, error) {
	config := &packages.Config{
		Dir:  "../../testdata/src",
		Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports,
	}
	found, err := packages.Load(config, described()...)
	if err != nil {
		return nil, err
	}
	byPath := map[string]*types.Package{}
	for _, p := range found {
		for _, e := range p.Errors {
			return nil, e
		}
		byPath[p.PkgPath] = p.Types
	}
	return byPath, nil
})

func loadPackages(t *testing.T) map[string]*types.Package {
	t.Helper()
	byPath, err := loaded()
	if err != nil {
		t.Fatalf("load the packages that the table speaks of: %v", err)
	}
	return byPath
}

// ordered returns the built-in rows of one kind, in the order of their names.
func ordered[Row any](t *testing.T, of func(*rows) map[member]*Row) []*Row {
	t.Helper()
	var sorted []*Row
	for _, path := range described() {
		all := of(Builtin().rowsOf(path))
		for _, m := range slices.SortedFunc(maps.Keys(all), func(a, b member) int { return cmp.Compare(a.String(), b.String()) }) {
			sorted = append(sorted, all[m])
		}
	}
	if len(sorted) == 0 {
		t.Fatal("the table has no such rows")
	}
	return sorted
}

func allFuncRows(t *testing.T) []*Func {
	return ordered(t, func(r *rows) map[member]*Func { return r.funcs })
}

// What is wrong in the built-in files, users are not told.
func TestTheBuiltInFilesAreWellFormed(t *testing.T) {
	all, err := builtinIndex()
	if err != nil {
		t.Error(err)
	}
	for _, path := range slices.Sorted(maps.Keys(all)) {
		if _, err := all[path].read(); err != nil {
			t.Error(err)
		}
	}
}

func TestEveryFuncNamesARealFunction(t *testing.T) {
	found := loadPackages(t)
	for _, row := range allFuncRows(t) {
		if row.Name == "*" {
			if told := row.arguments(); len(told) > 0 {
				t.Errorf("the functions of %s have no argument in common, and their row speaks of %v", row.Package, told)
			}
			continue
		}
		fn := lookupFunc(found[row.Package], memberOf(row.Name))
		if fn == nil && movedTo(found[row.Package], memberOf(row.Name).typ) != "" {
			continue // in this Go the type is that of another package, and its row there counts
		}
		if fn == nil {
			t.Errorf("%s has no function %s", row.Package, row.Name)
			continue
		}
		if got := Builtin().Func(fn); got != row {
			t.Errorf("%s.%s is declared as %s, which is where its row belongs", row.Package, row.Name, fn.FullName())
		}
		if err := row.verify(fn.Signature()); err != nil {
			t.Errorf("%s.%s %v: %v", row.Package, row.Name, err, fn.Signature())
		}
	}
}

func TestEveryFieldNamesARealField(t *testing.T) {
	found := loadPackages(t)
	for _, row := range ordered(t, func(r *rows) map[member]*Field { return r.fields }) {
		k := memberOf(row.Name)
		named := lookupType(found[row.Package], k.typ)
		if named == nil {
			t.Errorf("%s has no type %s", row.Package, k.typ)
			continue
		}
		object, path, _ := types.LookupFieldOrMethod(named, true, found[row.Package], k.name)
		field, ok := object.(*types.Var)
		if !ok || len(path) != 1 {
			t.Errorf("%s.%s declares no field %s", row.Package, k.typ, k.name)
			continue
		}
		if got := Builtin().Field(field, named); got != row {
			t.Errorf("%s.%s: the table finds the row %+v", row.Package, row.Name, got)
		}
		if row.Role == NoRole && row.Source.Kind == Unknown && row.Attributes == (Attributes{}) {
			t.Errorf("%s.%s: the row says nothing", row.Package, row.Name)
		}
	}
}

func TestEveryVarNamesARealVariable(t *testing.T) {
	found := loadPackages(t)
	for _, row := range ordered(t, func(r *rows) map[member]*Var { return r.vars }) {
		v, ok := found[row.Package].Scope().Lookup(row.Name).(*types.Var)
		if !ok {
			t.Errorf("%s has no variable %s", row.Package, row.Name)
			continue
		}
		if got := Builtin().Var(v); got != row {
			t.Errorf("%s.%s: the table finds the row %+v", row.Package, row.Name, got)
		}
	}
}

func TestEveryTypeNamesARealType(t *testing.T) {
	found := loadPackages(t)
	for _, row := range ordered(t, func(r *rows) map[member]*Type { return r.types }) {
		named := lookupType(found[row.Package], row.Name)
		if named == nil {
			t.Errorf("%s has no type %s", row.Package, row.Name)
			continue
		}
		if got := Builtin().Type(named); got != row {
			t.Errorf("%s.%s: the table finds the row %+v", row.Package, row.Name, got)
		}
	}
}

// movedTo returns the package that declares a type which is an alias in p: since Go
// 1.27, the types of encoding/json are those of encoding/json/v2.
func movedTo(p *types.Package, name string) string {
	object, ok := p.Scope().Lookup(name).(*types.TypeName)
	if !ok || !object.IsAlias() {
		return ""
	}
	named, ok := types.Unalias(object.Type()).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || named.Obj().Pkg() == p {
		return ""
	}
	return named.Obj().Pkg().Path()
}

// lookupFunc finds the function or method that a row names, and nil if the
// package has none.
func lookupFunc(p *types.Package, k member) *types.Func {
	if p == nil {
		return nil
	}
	if k.typ == "" {
		fn, _ := p.Scope().Lookup(k.name).(*types.Func)
		return fn
	}
	named := lookupType(p, k.typ)
	if named == nil {
		return nil
	}
	object, _, _ := types.LookupFieldOrMethod(named, true, p, k.name)
	fn, _ := object.(*types.Func)
	return fn
}

func lookupType(p *types.Package, name string) *types.Named {
	object, ok := p.Scope().Lookup(name).(*types.TypeName)
	if !ok {
		return nil
	}
	named, _ := object.Type().(*types.Named)
	return named
}
