package tlscipher

import (
	"go/token"
	"go/types"
	"maps"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/object"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// chosen is what a list of cipher suites holds.
type chosen struct {
	weak   []string // their names
	worst  weakness // of those
	others bool     // something else is in the list
	from   *flow.Origin
}

// elements returns the elements of a list of cipher suites: where the object does not show
// them, those of a field that the list comes from.
func (c *checker) elements(o *object.Object) flow.Value {
	elements := o.Elements(field)
	if slices.ContainsFunc(elements, func(way flow.Alternative) bool { _, ok := flow.OnlyInteger(way); return ok }) {
		return elements
	}
	for _, origin := range elements.Origins() {
		set := o.Set(field, origin)
		for _, sink := range c.sinks {
			if set != nil && sink.Pos() == set.Pos() {
				return c.graph.Elements(sink)
			}
		}
	}
	return elements
}

// selected reports whether a list has at one place what is one of several cipher suites:
// one of a table, or of a switch, as a name says that somebody configured.
func selected(elements flow.Value) bool {
	at := make(map[token.Pos]int64)
	for _, o := range elements.Origins() {
		number, ok := flow.Integer(o)
		if !ok {
			continue
		}
		for _, step := range o.Steps.List() {
			switch {
			case step.Kind == flow.Returned && step.Func != nil && takesTexts(step.Func.Signature()):
				return true
			case step.Kind == flow.Listed && step.Pos.IsValid():
				if other, ok := at[step.Pos]; ok && other != number {
					return true
				}
				at[step.Pos] = number
			}
		}
	}
	return false
}

// takesTexts reports whether a function takes names.
func takesTexts(signature *types.Signature) bool {
	for param := range signature.Params().Variables() {
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

// look returns what the elements of a list are.
func (c *checker) look(elements flow.Value) chosen {
	found := make(map[string]bool)
	var l chosen
	for _, o := range elements.Origins() {
		number, ok := flow.Integer(o)
		suite, weak := suites[number]
		if weak = weak && ok; c.all(o) {
			suite, weak = weakness{"the suites of tls.InsecureCipherSuites", rule.High, inRC4}, true
			l.others = true // what else is in the list looks the same
		}
		switch {
		case weak:
			found[suite.name] = true
			if l.from == nil || suite.worst > l.worst.worst {
				l.worst, l.from = suite, o
			}
		case o.Kind != cryptoapi.Zero:
			l.others = true
		}
	}
	l.weak = slices.Sorted(maps.Keys(found))
	return l
}

// all reports whether an origin is a number from what tls.InsecureCipherSuites returns.
func (c *checker) all(o *flow.Origin) bool {
	return o.Kind == cryptoapi.Unknown && slices.ContainsFunc(c.insecure, func(s mention.Symbol) bool {
		return s.Call != nil && s.Call.Pos() <= o.Pos && o.Pos < s.Call.End()
	})
}
