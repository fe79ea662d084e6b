package cryptoapi

import (
	"reflect"
	"testing"
)

func TestTextEqualsGo(t *testing.T) {
	old := newTable(builtinPackages())
	all, err := builtinIndex()
	if err != nil {
		t.Fatal(err)
	}
	funcs, fields, vars, types := map[key]*Func{}, map[key]*Field{}, map[key]*Var{}, map[key]*Type{}
	for path, e := range all {
		if e.carrier == old.modelled[path] {
			t.Errorf("%s: carrier %v", path, e.carrier)
		}
		r, err := e.read()
		if err != nil {
			t.Fatal(err)
		}
		for k, row := range r.funcs {
			funcs[key{path, k.typ, k.name}] = row
		}
		for k, row := range r.fields {
			fields[key{path, k.typ, k.name}] = row
		}
		for k, row := range r.vars {
			vars[key{path, k.typ, k.name}] = row
		}
		for k, row := range r.types {
			types[key{path, k.typ, k.name}] = row
		}
	}
	if len(all) != len(old.modelled) {
		t.Error(len(all), len(old.modelled))
	}
	compare(t, funcs, old.funcs)
	compare(t, fields, old.fields)
	compare(t, vars, old.vars)
	compare(t, types, old.types)
}

func compare[Row any](t *testing.T, got, want map[key]*Row) {
	if len(got) != len(want) {
		t.Errorf("%d rows, want %d", len(got), len(want))
	}
	for k := range want {
		if !reflect.DeepEqual(got[k], want[k]) {
			t.Errorf("%v:\n\t%+v\n\t%+v", k, got[k], want[k])
		}
	}
}

func BenchmarkGoRows(b *testing.B) {
	for b.Loop() {
		newTable(builtinPackages())
	}
}
