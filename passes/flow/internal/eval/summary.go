package eval

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memory"
	"github.com/cryptolint/cryptolint/passes/flow/internal/operation"
	"github.com/cryptolint/cryptolint/passes/flow/internal/origin"
	"github.com/cryptolint/cryptolint/passes/flow/internal/scope"
	"github.com/cryptolint/cryptolint/passes/flow/internal/solver"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Fills returns what a target writes behind its parameters, and whether that is
// known. What is written there is asked for by fillValue, if it matters.
func (e *Evaluator) Fills(t *Target) ([]fact.Fill, bool) {
	if !e.HasBody(t.Fn) {
		if imported := e.Imported(t.Object); imported != nil {
			return imported.Fills, true
		}
		return nil, e.readsOnly(t)
	}
	if outer := e.beyond(t.Fn); outer != nil {
		return outer.Fills(t)
	}
	if known, ok := e.fillsOf.Get(t.Fn); ok {
		return known, true
	}
	if e.KnowFills(t.Fn) {
		known, _ := e.fillsOf.Get(t.Fn)
		return known, true
	}
	if e.pending.fills[t.Fn] {
		e.Half()
		return nil, true // it is called in a way that the rings do not show
	}
	e.pending.fills[t.Fn] = true
	defer delete(e.pending.fills, t.Fn)
	found := e.findFills(t.Fn)
	e.fillsOf.Set(t.Fn, found)
	return found, true
}

// Told returns which results of a function refer to its parameters, where its body is
// not what counts: it is in another package, or the table says what it returns.
func (e *Evaluator) Told(fn *ssa.Function) (aliases []location.Alias, told bool) {
	object, _ := fn.Object().(*types.Func)
	switch {
	case object != nil && e.RowOf(object.Origin()) != nil:
		return nil, true
	case e.HasBody(fn):
		return nil, false
	case object == nil:
		return nil, true
	}
	if imported := e.Imported(object.Origin()); imported != nil {
		return imported.Aliases, true
	}
	return nil, true
}

// findFills lists the paths below parameters that the function writes.
func (e *Evaluator) findFills(fn *ssa.Function) []fact.Fill {
	var fills []fact.Fill
	for i, param := range fn.Params {
		if !ir.IsReference(param.Type()) {
			continue
		}
		var paths []string
		for _, ev := range e.HistoryOf(param, fn).Ordered {
			if !slices.Contains(paths, ev.Path) {
				paths = append(paths, ev.Path)
			}
			if len(paths) > fact.MaxFills {
				paths = []string{""} // all of it, then: what is left in which field is asked for later
				break
			}
		}
		for _, path := range paths {
			fills = append(fills, fact.Fill{Param: i + 1, Path: path})
		}
	}
	return fills
}

// FillValue returns what a target leaves behind a parameter, in terms of its
// parameters. The parameter itself may be part of it: what was there before.
func (e *Evaluator) FillValue(t *Target, f fact.Fill, sub string) value.Value {
	if !e.HasBody(t.Fn) {
		return origin.Below(f.Value, sub)
	}
	if outer := e.beyond(t.Fn); outer != nil {
		return outer.FillValue(t, f, sub)
	}
	path := f.Path + sub
	return e.Ask(solver.Question{Fn: t.Fn, Index: f.Param, Path: path}, location.LastField(path), t.Fn.Pos(), func() value.Value {
		param := t.Fn.Params[f.Param-1]
		r := location.Region{Root: param, Path: path, Span: location.Whole, Name: location.LastField(path)}
		if path != "" {
			r.Storage = e.StorageBelow(param, param.Type(), path)
		}
		return e.AtReturns(t.Fn, r)
	})
}

// WritesFromOld reports whether what a target writes behind a parameter is computed from
// what was there: it counts. A constant that is put into a part of a buffer does not.
func (e *Evaluator) WritesFromOld(t *Target, f fact.Fill) bool {
	if !e.HasBody(t.Fn) {
		return f.Old
	}
	param := t.Fn.Params[f.Param-1]
	if e.pending.fromOld[param] { // it calls itself
		e.Half()
		return false
	}
	e.pending.fromOld[param] = true
	defer delete(e.pending.fromOld, param)
	for _, ev := range e.HistoryOf(param, t.Fn).Ordered {
		if ev.Content == nil || ev.Kind == memory.Defines {
			continue
		}
		for _, o := range ev.Content(e.Memory, "", ev.Instr).Origins() {
			if o.Param == f.Param || o.Kind == cryptoapi.Counter || o.Kind == cryptoapi.Unknown && !o.Open() {
				return true
			}
		}
	}
	return false
}

// readsOnly reports whether a function without a body here is known not to write
// to its arguments: the standard library's that the table does not name fill
// buffers only under a few names.
func (e *Evaluator) readsOnly(t *Target) bool {
	if t.Object == nil || t.Object.Pkg() == nil || t.Object.Pkg().Path() == "reflect" { // what it returns can set what it is given
		return false
	}
	return e.Table.Carrier(t.Object.Pkg().Path())
}

// Instantiate turns a value in terms of a callee's parameters into one in terms
// of the caller.
func (e *Evaluator) Instantiate(v value.Value, t *Target, call ssa.CallInstruction) value.Value {
	operands := t.Operands()
	return v.Map(func(o *value.Origin) value.Value {
		if o.Captured() {
			return scope.SeenFrom(call.Parent(), t.Fn, value.Of(*o))
		}
		if scope.DependsOnCaller(o.Of) || slices.ContainsFunc(o.Of, scope.IsCaptured) {
			made := o.Copy()
			made.Of = e.Instantiate(value.Value{o.Of}, t, call).Flat()
			o = &made
		}
		if o.BytesParam > 0 {
			o = operation.Drawn(o, operands)
		}
		if o.ModuloParam > 0 {
			o = e.reduced(o, operands, call)
		}
		if !o.Open() {
			return value.Value{{o}}
		}
		if o.Param > len(operands) {
			return value.Unknown(o.Name, call.Pos())
		}
		var passed value.Value
		whole := e.Settles(func() { passed = e.applyForm(o, e.passed(t, o, call)) })
		if len(passed) == 0 {
			if operand := operands[o.Param-1]; whole && operand != nil && !ir.IsEmptySlice(operand) && !strings.Contains(o.Form, value.FormLeft) {
				return value.Unknown(o.Name, call.Pos()) // it is something, and nobody saw what
			}
			return value.Nothing() // buffer[:0], or what leads back to itself
		}
		if o.Index {
			passed = value.AsIndex(passed)
		}
		if o.Form == "" && o.Stored() && value.IsUnknown(passed) {
			stored := o.Copy()
			stored.Param, stored.Path = 0, ""
			return value.Of(stored)
		}
		return passed
	})
}

// passed returns what a call passes for an open origin of its target.
func (e *Evaluator) passed(t *Target, o *value.Origin, call ssa.CallInstruction) value.Value {
	if operand := t.Operands()[o.Param-1]; operand != nil {
		return e.Origins(operand, o.Path, call)
	}
	return origin.Below(t.Bound.Receiver, o.Path)
}

// Formed does to a value what a form says.
func (e *Evaluator) Formed(form string, v value.Value) value.Value {
	if form == "" {
		return v
	}
	return e.applyForm(&value.Origin{Source: &value.Source{Form: form}}, v)
}

// applyForm does to what is passed what the callee does to its parameter.
func (e *Evaluator) applyForm(o *value.Origin, passed value.Value) value.Value {
	for _, letter := range o.Form {
		switch string(letter) {
		case value.FormCall:
			passed = passed.Map(e.called)
		case value.FormHash:
			passed = passed.Map(e.hasher)
		case value.FormSize:
			passed = passed.Map(operation.SizeLost)
		case value.FormNot:
			passed = operation.Negated(passed, o.Pos)
		case value.FormLeft:
			passed = value.FilledLater(passed)
		case value.FormSum:
			var sums value.Value
			for _, alternative := range passed {
				sum := operation.Sum(alternative, o.Pos, func(p *value.Origin) bool { return len(alternative) == 1 || p.Form != "" })
				sum.Of = append(sum.Of[:len(sum.Of):len(sum.Of)], o.Of...)
				sums = value.Join(sums, value.Of(sum))
			}
			passed = sums
		}
	}
	return value.Reduced(value.Spelled(value.Cut(passed, o.Bytes), o.Spelled), o.Modulo, o.ModuloParam, o.Remainder())
}
