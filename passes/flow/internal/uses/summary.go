package uses

import (
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/condition"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/scope"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Uses returns the roles in which a target uses its parameters.
func (e *Finder) Uses(t *eval.Target) []fact.Use {
	if !e.HasBody(t.Fn) {
		if imported := e.Imported(t.Object); imported != nil {
			return imported.Uses
		}
		return nil
	}
	if known, ok := e.usesOf.Get(t.Fn); ok {
		return known
	}
	if ring := e.Rings[t.Fn]; ring != nil {
		e.ringUses(ring)
		known, _ := e.usesOf.Get(t.Fn)
		return known
	}
	if e.usesActive[t.Fn] {
		e.Half()
		return nil // it is called in a way that the rings do not show
	}
	e.usesActive[t.Fn] = true
	defer delete(e.usesActive, t.Fn)
	found := e.findUses(t.Fn)
	e.usesOf.Set(t.Fn, found)
	return found
}

// findUses lists the uses that a function makes of its parameters.
func (e *Finder) findUses(fn *ssa.Function) []fact.Use {
	var found []fact.Use
	for _, sink := range e.Sinks(fn) {
		if u, ok := e.useOf(sink); ok {
			found = addUse(found, u)
		}
	}
	for _, closure := range fn.AnonFuncs {
		for _, u := range e.capturedUses(closure) {
			if made := e.Closures[closure]; len(made) == 1 {
				u.When = e.GuardsAt(made[0].Block(), nil)
			}
			if u.Value = scope.Opened(u.Value); len(u.Value) > 0 {
				found = addUse(found, u)
			}
		}
	}
	return found
}

// addUse adds a use. One that is there already is reached with what either asks for.
func addUse(found []fact.Use, u fact.Use) []fact.Use {
	if i := slices.IndexFunc(found, u.Same); i >= 0 {
		found[i].When = condition.Common(found[i].When, u.When)
		if found[i].Failed != u.Failed {
			found[i].Failed = 0
		}
		if len(u.Text) == 0 || len(found[i].Text) == 0 {
			found[i].Text = nil // one of them encrypts what is not seen
		} else {
			found[i].Text = value.Join(found[i].Text, u.Text)
		}
		return found
	}
	if len(found) >= fact.MaxUses {
		return found
	}
	return append(found, u)
}

// maxPowerHops is how far from its callers a power is computed whose parts they pass. Much of
// public-key cryptography ends in one, and numbers are passed by what is near.
const maxPowerHops = 2

func isPower(role cryptoapi.Role) bool {
	return role == cryptoapi.AsBase || role == cryptoapi.AsExponent
}

// useOf returns what a sink means to the callers of its function, if its value
// depends on them.
func (e *Finder) useOf(sink *Sink) (fact.Use, bool) {
	if !e.mayReachCallers(sink) || isPower(sink.Role) && sink.hops >= maxPowerHops {
		return fact.Use{}, false
	}
	open := scope.Opened(withoutOwnTags(sink.Role, withoutInner(e.SinkValue(sink))))
	if len(open) == 0 {
		return fact.Use{}, false
	}
	return fact.Use{
		Role: sink.Role, Symbol: sink.Symbol, Actions: sink.Actions, API: sink.API, Value: open, Text: e.textBeside(sink),
		Key: e.SinkKey(sink), Other: e.SinkOther(sink), Loop: sink.Looped || e.InLoop(sink.Instr), Hops: sink.hops + 1,
		When: e.guardsOf(sink), Failed: sink.failedAt(),
	}, true
}

// failedAt returns the parameter, from 1, that is an error and not nil where a sink uses its
// value, here or in the function that it calls; 0 for none.
func (s *Sink) failedAt() int {
	if p := ir.FailedParameter(s.Instr.Block()); p != nil {
		return 1 + slices.Index(s.Func().Params, p)
	}
	return 1 + slices.IndexFunc(s.Func().Params, func(p *ssa.Parameter) bool { return s.FailedBy(p) })
}

// ShowsAfterFailure reports whether a function that only shows what it is passed does so where an
// error is not nil that it is passed, too: its callers are told.
func (s *Sink) ShowsAfterFailure() bool {
	return s.Role == cryptoapi.AsShown && s.helpsToShow() && s.failedAt() > 0
}

// FailedBy reports whether the function that a sink calls uses the value only where an error that
// it is passed is not nil, and an error is that one.
func (s *Sink) FailedBy(err ssa.Value) bool {
	if s.Use == nil || s.Use.Failed == 0 || s.Target == nil {
		return false
	}
	operands := s.Target.Operands()
	return s.Use.Failed <= len(operands) && operands[s.Use.Failed-1] == err
}

// textBeside returns what is encrypted under a nonce, or goes through a mode. Callers
// need it of no other role.
func (e *Finder) textBeside(sink *Sink) value.Value {
	switch {
	case sink.Role == cryptoapi.AsNonce || sink.Role == cryptoapi.AsStreamNonce:
		return e.Text(sink)
	case sink.Role != cryptoapi.AsKeyed:
		return nil
	case sink.Use != nil:
		return e.Instantiate(sink.Use.Text, sink.Target, sink.Call)
	}
	return e.Origins(sink.Target.Operand(1), "", sink.Instr)
}

// appliesMode reports whether a mode is applied to data at a sink: the call encrypts with
// one and decrypts with another.
func appliesMode(sink *Sink) bool {
	if sink.Role != cryptoapi.AsKeyed || !sink.Does(cryptoapi.Encrypt) || !sink.Does(cryptoapi.Decrypt) {
		return false
	}
	return sink.Use != nil || len(sink.Target.Row.Fills) > 0 && sink.Target.Operand(1) != nil
}

// mayReachCallers reports whether it is worth asking what a sink means to callers.
func (e *Finder) mayReachCallers(sink *Sink) bool {
	if sink.Named || sink.hops >= fact.MaxHops || !summarized(sink.Role) && !appliesMode(sink) {
		return false
	}
	if sink.Role == cryptoapi.AsShown {
		return sink.helpsToShow() && e.fromParameter(sink.Operand, 5)
	}
	return !Everywhere(sink.Role) || (sink.hops < fact.MaxCompareHops && e.fromParameter(sink.Operand, 5))
}

// withoutOwnTags leaves out the tags that a function computes itself and compares: it
// is told there.
func withoutOwnTags(role cryptoapi.Role, v value.Value) value.Value {
	if role != cryptoapi.AsCompared {
		return v
	}
	return slices.DeleteFunc(slices.Clone(v), func(a value.Alternative) bool { return a.Has(cryptoapi.MACTag) })
}

// withoutInner closes the parts that lie deep inside what a caller passes, in fields
// that are not exported: the caller does not know them, and what is stored there is
// known from the type.
func withoutInner(v value.Value) value.Value {
	return v.Map(func(o *value.Origin) value.Value {
		if !o.Open() || strings.Count(o.Path, ".") < 2 || exported(o.Path) {
			return nil
		}
		inner := o.Copy()
		inner.Param, inner.Path = 0, ""
		return value.Of(inner)
	})
}

// exported reports whether all fields of a path are exported.
func exported(path string) bool {
	for name := range ir.SplitPath(path) {
		if !token.IsExported(name) {
			return false
		}
	}
	return true
}

// fromParameter reports whether a value is a parameter, or is made of one in a
// plain way. It is a cheap question to ask before a dear one.
func (e *Finder) fromParameter(v ssa.Value, depth int) bool {
	if v == nil || depth == 0 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Parameter:
		return true
	case *ssa.Convert:
		return e.fromParameter(v.X, depth-1)
	case *ssa.ChangeType:
		return e.fromParameter(v.X, depth-1)
	case *ssa.MakeInterface:
		return e.fromParameter(v.X, depth-1)
	case *ssa.Slice:
		return e.fromParameter(v.X, depth-1)
	case *ssa.UnOp:
		return e.fromParameter(v.X, depth-1)
	case *ssa.FieldAddr:
		return e.fromParameter(v.X, depth-1)
	case *ssa.Field:
		return e.fromParameter(v.X, depth-1)
	case *ssa.IndexAddr:
		return e.fromParameter(v.X, depth-1)
	case *ssa.Extract:
		return e.fromParameter(v.Tuple, depth-1)
	case *ssa.Alloc:
		return e.storedParameter(v)
	case *ssa.Call:
		return slices.ContainsFunc(v.Call.Args, func(arg ssa.Value) bool { return e.fromParameter(arg, depth-1) })
	}
	return false
}

// storedParameter reports whether a parameter is stored in a local variable, as
// those are whose address is taken, or in the list of arguments of a call.
func (e *Finder) storedParameter(cell *ssa.Alloc) bool {
	return slices.ContainsFunc(*cell.Referrers(), func(user ssa.Instruction) bool {
		switch user := user.(type) {
		case *ssa.Store:
			_, parameter := user.Val.(*ssa.Parameter)
			return parameter && user.Addr == cell
		case *ssa.IndexAddr:
			return slices.ContainsFunc(*user.Referrers(), func(user ssa.Instruction) bool {
				store, ok := user.(*ssa.Store)
				return ok && e.fromParameter(store.Val, 2)
			})
		}
		return false
	})
}

// Everywhere reports whether a role is one of those that most values in a program have
// somewhere: they are compared, logged, written to a database. Where they are secrets, that
// is near.
func Everywhere(role cryptoapi.Role) bool {
	switch role {
	case cryptoapi.AsCompared, cryptoapi.AsShown, cryptoapi.AsStored:
		return true
	}
	return false
}

// summarized reports whether callers need to know of the role.
func summarized(role cryptoapi.Role) bool {
	switch role {
	case cryptoapi.AsPlaintext, cryptoapi.AsCiphertext, cryptoapi.AsAssociatedData, cryptoapi.AsMessage,
		cryptoapi.AsTag, cryptoapi.AsKeyed, cryptoapi.AsComparedConstantTime, cryptoapi.AsInfo, cryptoapi.AsMarshalled, cryptoapi.AsWriter, cryptoapi.NoRole:
		return false
	}
	return true
}

// guardsOf returns what the code before a sink asks of the parameters of its function:
// its own branches, and those of the callee that it hands them to.
func (e *Finder) guardsOf(sink *Sink) []condition.GuardFact {
	guards := e.GuardsAt(sink.Instr.Block(), nil)
	if sink.Use == nil {
		return guards
	}
	return append(guards, e.HandedOn(sink.Use.When, sink.Target, sink.Func(), condition.MaxGuards-len(guards))...)
}

// passedOn returns what a call passes to the use of a sink further down, without the
// constants that the code before the use sends elsewhere.
func (e *Finder) passedOn(s *Sink) value.Value {
	var passed value.Value
	for _, alternative := range s.Use.Value {
		passed = value.Join(passed, admitted(e.Instantiate(value.Value{alternative}, s.Target, s.Call), alternative, s.Use.When))
	}
	return passed
}

// admitted leaves out the constants which a callee that uses a parameter as it is sends
// elsewhere before.
func admitted(v value.Value, use value.Alternative, when []condition.GuardFact) value.Value {
	if len(use) != 1 || use[0].Path != "" || use[0].Form != "" || use[0].Index {
		return v
	}
	return slices.DeleteFunc(slices.Clone(v), func(a value.Alternative) bool {
		return value.IsConstant(a) && slices.ContainsFunc(when, func(g condition.GuardFact) bool {
			return g.Param == use[0].Param && !g.Admits(a[0].Const)
		})
	})
}
