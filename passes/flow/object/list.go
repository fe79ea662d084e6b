package object

import (
	"go/token"
	"go/types"

	"github.com/cryptolint/cryptolint/passes/flow"
)

// List returns the elements of the list of numbers that a field holds. Where the object does not
// show them, as those of a list that a field of the program's own holds, they are those at the
// one of the sinks that sets the field.
func (o *Object) List(graph *flow.Graph, name string, sinks []*flow.Sink) flow.Value {
	elements := o.Elements(name)
	for range flow.Integers(elements) {
		return elements
	}
	for _, origin := range elements.Origins() {
		set := o.Set(name, origin)
		for _, sink := range sinks {
			if set != nil && sink.Pos() == set.Pos() {
				return graph.Elements(sink)
			}
		}
	}
	return elements
}

// Selected reports whether the elements of a list are configured by name: the list has at one
// place what is one of several numbers, of a table or of a switch, or a function that takes names
// returned them.
func Selected(elements flow.Value) bool {
	at := make(map[token.Pos]int64)
	for _, o := range elements.Origins() {
		number, ok := flow.Integer(o)
		if !ok {
			continue
		}
		if o.ReturnedBy(takesTexts) {
			return true
		}
		for _, step := range o.Steps.List() {
			if step.Kind != flow.Listed || !step.Pos.IsValid() {
				continue
			}
			if other, ok := at[step.Pos]; ok && other != number {
				return true
			}
			at[step.Pos] = number
		}
	}
	return false
}

// takesTexts reports whether a function takes names.
func takesTexts(fn *types.Func) bool {
	for param := range fn.Signature().Params().Variables() {
		t := param.Type().Underlying()
		if list, ok := t.(*types.Slice); ok {
			t = list.Elem().Underlying()
		}
		if basic, ok := t.(*types.Basic); ok && basic.Info()&types.IsString != 0 {
			return true
		}
	}
	return false
}
