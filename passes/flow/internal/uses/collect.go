package uses

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memo"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Collect finds the sinks of the package twice: the first round tells which fields
// reach roles, the second sees the stores to those fields.
func (e *Finder) Collect() {
	e.collectSinks()
	if e.learnFieldUses() {
		e.sinksOf = memo.New[*ssa.Function, []*Sink]()
		e.usesOf = memo.New[*ssa.Function, []fact.Use]()
	}
	e.Found = e.collectSinks()
}

func (e *Finder) collectSinks() []*Sink {
	var all []*Sink
	for _, fn := range e.Funcs {
		all = append(all, e.Sinks(fn)...)
	}
	return all
}

// maxFieldUses bounds the roles that one field is said to reach.
const maxFieldUses = 6

// learnFieldUses notes the fields of this package whose content reaches a role,
// so that a constructor's parameter that is kept in one reaches it, too. It
// reports whether there are any.
func (e *Finder) learnFieldUses() bool {
	for _, fn := range e.Funcs {
		for _, sink := range e.Sinks(fn) {
			if sink.Named || Everywhere(sink.Role) || !summarized(sink.Role) {
				continue
			}
			for _, o := range wholly(sink.Role, e.SinkValue(sink)).Origins() {
				if o.Stored() && !o.Index && len(e.FieldUses[o.Storage]) < maxFieldUses {
					e.addFieldUse(o.Storage, fact.Use{Role: sink.Role, Symbol: sink.Symbol, Actions: sink.Actions, API: sink.API, Hops: sink.hops + 1, Form: o.Form, Spelled: o.Spelled})
				}
			}
		}
	}
	return len(e.FieldUses) > 0
}

// wholly returns the alternatives of a value that decide what it is used as. One of
// several parts of a nonce does not: a counter is fine beside a fixed field. Nor is a part
// of what is signed a digest: the rest may be one.
func wholly(role cryptoapi.Role, v value.Value) value.Value {
	if role != cryptoapi.AsNonce && role != cryptoapi.AsStreamNonce && role != cryptoapi.AsDigest {
		return v
	}
	return slices.DeleteFunc(slices.Clone(v), func(a value.Alternative) bool { return len(a) > 1 })
}

func (e *Finder) addFieldUse(key string, u fact.Use) {
	for _, known := range e.FieldUses[key] {
		if known.Role == u.Role && known.Form == u.Form {
			return
		}
	}
	e.FieldUses[key] = append(e.FieldUses[key], u)
}
