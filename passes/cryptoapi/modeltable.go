package cryptoapi

import (
	"cmp"
	"fmt"
	"maps"
)

// With returns a table that knows the models besides its own rows. What a model
// says takes the place of what a row says of the same symbol. The packages that
// models name are Modelled. It returns an error if a model has no symbol or two
// models describe one symbol.
func (t *Table) With(models []Model) (*Table, error) {
	if len(models) == 0 {
		return t, nil
	}
	more := &Table{builtin: t.builtin, own: make(map[string]*rows)}
	for path, own := range t.own {
		more.own[path] = &rows{maps.Clone(own.funcs), maps.Clone(own.fields), maps.Clone(own.vars), maps.Clone(own.types)}
	}
	seen := make(map[string]bool)
	for _, m := range models {
		if err := checkSymbol(m.symbol); err != nil {
			return nil, fmt.Errorf("models: %w", err)
		}
		if seen[m.symbol] {
			return nil, fmt.Errorf("models: %s is described twice: put what is said of it into one model", m.symbol)
		}
		seen[m.symbol] = true
		for _, k := range readings(m.symbol) {
			more.addModel(m, k)
		}
	}
	return more, nil
}

// addModel enters a model under one reading of its symbol. A reading that names
// nothing is never asked for.
func (t *Table) addModel(m Model, k key) {
	own := t.own[k.path]
	if own == nil {
		own = &rows{map[member]*Func{}, map[member]*Field{}, map[member]*Var{}, map[member]*Type{}}
		t.own[k.path] = own
	}
	attributes := m.said.function.Attributes
	if m.ofFunction() {
		own.funcs[k.member()] = m.function(k, cmp.Or(t.FuncNamed(k.path, k.typ, k.name), t.rowsOf(k.path).funcs[allFuncs]))
		return
	}
	if k.typ != "" {
		own.fields[k.member()] = m.field(k, t.field(k.path, k.member()))
		return
	}
	own.vars[k.member()] = &Var{k.path, k.name, m.said.origin, attributes}
	own.types[k.member()] = &Type{k.path, k.name, m.said.origin, attributes}
}

// function turns the model into a row, on top of what is known of the function.
func (m Model) function(k key, known *Func) *Func {
	said := m.said.function
	said.Package, said.Name = k.path, k.member().String()
	if known == nil || m.complete() {
		return &said
	}
	row := *known
	row.Name = said.Name
	row.Args, row.Fills, row.Appends = merged(row.Args, said.Args), merged(row.Fills, said.Fills), merged(row.Appends, said.Appends)
	if said.Result.Says() {
		row.Result = said.Result
	}
	if said.Second.Says() {
		row.Second = said.Second
	}
	row.Resets = row.Resets || said.Resets
	row.Attributes = row.over(said.Attributes)
	return &row
}

// field turns the model into a row, on top of what is known of the field.
func (m Model) field(k key, known *Field) *Field {
	row := Field{Package: k.path, Name: k.member().String()}
	if known != nil {
		row = *known
	}
	if m.said.hasRole {
		row.Role = m.said.role
	}
	if m.said.origin.Says() {
		row.Source = m.said.origin
	}
	row.Attributes = row.over(m.said.function.Attributes)
	return &row
}

// merged returns what both maps have, the second before the first.
func merged[M ~map[int]V, V any](known, said M) M {
	if len(said) == 0 {
		return known
	}
	all := make(M, len(known)+len(said))
	maps.Copy(all, known)
	maps.Copy(all, said)
	return all
}

// over returns the attributes with what others say in their place.
func (a Attributes) over(said Attributes) Attributes {
	return Attributes{
		Actions:     cmp.Or(said.Actions, a.Actions),
		Deprecated:  cmp.Or(said.Deprecated, a.Deprecated),
		NotFIPS:     said.NotFIPS || a.NotFIPS,
		PartOnError: said.PartOnError || a.PartOnError,
		verdict:     cmp.Or(said.verdict, a.verdict),
	}
}
