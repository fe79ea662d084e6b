package tlscipher

import (
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

// finding says what is wrong with a list of cipher suites, where a setting chooses it or not.
func (l chosen) finding(elements flow.Value, setting bool) rule.Finding {
	f := only
	f.Severity = l.worst.worst
	switch {
	case object.Selected(elements):
		f = nameable
	case setting:
		f = operators
	case l.others:
		f = accepted
		f.Severity = l.worst.worst - 1
	}
	f.Cause = l.from.WentAt(flow.Listed)
	return f.Naming(rule.List(l.weak), l.worst.why)
}
