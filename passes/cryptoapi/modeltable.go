package cryptoapi

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// With returns a table that knows the models besides its own rows. What a model
// says takes the place of what a row says of the same symbol. The packages that
// models name are Modelled. It returns an error if Check finds a model wrong or two
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
		if err := m.Check(); err != nil {
			return nil, fmt.Errorf("models: %w", err)
		}
		if seen[m.Symbol] {
			return nil, fmt.Errorf("models: %s is described twice: put what is said of it into one model", m.Symbol)
		}
		seen[m.Symbol] = true
		for _, k := range readings(m.Symbol) {
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
	if m.ofFunction() {
		own.funcs[k.member()] = m.function(t.baseOf(k))
		return
	}
	source := m.source(m.Origin)
	if k.typ != "" {
		row := Field{Package: k.path, Name: k.rowName()}
		if known := t.field(k.path, k.member()); known != nil {
			row = *known
		}
		if m.Role != "" {
			row.Role = words().roles[m.Role]
		}
		if m.Origin != "" {
			row.Source = source
		}
		own.fields[k.member()] = &row
		return
	}
	own.vars[k.member()] = &Var{Package: k.path, Name: k.name, Source: source}
	own.types[k.member()] = &Type{Package: k.path, Name: k.name, Source: source}
}

// rowName is the name of the row under a key.
func (k key) rowName() string {
	if k.typ == "" {
		return k.name
	}
	return k.typ + "." + k.name
}

// baseOf returns a copy of what the table says of a function, for a model to change.
func (t *Table) baseOf(k key) Func {
	known := cmp.Or(t.FuncNamed(k.path, k.typ, k.name), t.rowsOf(k.path).funcs[allFuncs])
	if known == nil {
		return Func{Package: k.path, Name: k.rowName(), Args: Args{}, Fills: Fills{}, Partial: true}
	}
	base := *known
	base.Name = k.rowName()
	base.Args, base.Fills = maps.Clone(base.Args), maps.Clone(base.Fills)
	if base.Args == nil {
		base.Args = Args{}
	}
	if base.Fills == nil {
		base.Fills = Fills{}
	}
	return base
}

// function turns the model into a row, on top of what is known of the function.
func (m Model) function(row Func) *Func {
	for i, word := range m.Args {
		row.Args[i] = words().roles[word]
	}
	if m.Receiver != "" {
		row.Args[Receiver] = words().roles[m.Receiver]
	}
	first := m.Result
	if first == "" {
		first = m.Results[0]
	}
	if first != "" || len(m.Copies) > 0 {
		row.Result = m.source(first)
		row.Result.From = slices.Sorted(slices.Values(m.Copies))
	}
	if second := m.Results[1]; second != "" {
		row.Second = m.source(second)
		row.Second.Detail = ""
	}
	for i, word := range m.Fills {
		row.Fills[i] = m.source(word)
	}
	return &row
}

// source turns an origin word into what a row says, with what it was computed from.
func (m Model) source(word string) Source {
	kind := words().kinds[word]
	s := Source{Kind: kind, Opaque: word == unknownWord}
	if slices.Contains(algorithmsOf(kind), m.Algorithm) {
		s.Detail = m.Algorithm
	}
	if computed(kind) {
		s.Of = m.inputs()
	}
	return s
}

// inputs returns the arguments with a role, keys first: the rules take the first for
// the key.
func (m Model) inputs() []int {
	var keys, others []int
	for _, i := range sortedKeys(m.Args) {
		switch role := words().roles[m.Args[i]]; role {
		case NoRole:
		case AsKey, AsKeyed, AsMACKey, AsSigningKey, AsDecryptionKey, AsTokenKey:
			keys = append(keys, i)
		default:
			others = append(others, i)
		}
	}
	if m.Receiver != "" && m.Receiver != noneWord {
		keys = append(keys, Receiver)
	}
	return append(keys, others...)
}
