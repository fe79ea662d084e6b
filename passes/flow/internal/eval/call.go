package eval

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/callee"
	"github.com/cryptolint/cryptolint/passes/flow/internal/channel"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/operation"
	"github.com/cryptolint/cryptolint/passes/flow/internal/origin"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Target is a function that a call may run.
type Target = callee.Target

// Targets returns the functions that a call may run; none if that is not known.
func (e *Evaluator) Targets(call ssa.CallInstruction) []*Target {
	if known, ok := e.callTargets.Get(call); ok {
		return known
	}
	if outer := e.beyond(call.Parent()); outer != nil {
		return outer.Targets(call)
	}
	if e.pending.targets[call] {
		e.Half()
		return nil
	}
	e.pending.targets[call] = true
	var found []*Target
	whole := e.Settles(func() { e.Find(func() { found = e.findTargets(call) }) })
	delete(e.pending.targets, call)
	if len(found) > callee.MaxTargets {
		found = nil
	}
	if whole || e.Idle() {
		e.callTargets.Set(call, found)
	}
	return found
}

func (e *Evaluator) findTargets(call ssa.CallInstruction) []*Target {
	common := call.Common()
	if common.IsInvoke() {
		if e.Table.Func(common.Method) == nil && e.elsewhere(common.Value) {
			return nil
		}
		return e.Methods(common)
	}
	if fn := common.StaticCallee(); fn != nil {
		return []*Target{e.Static(fn, common)}
	}
	if _, ok := common.Value.(*ssa.Builtin); ok {
		return nil
	}
	var found []*Target
	for _, o := range e.Resolve(e.Origins(common.Value, "", call)).Origins() {
		if o.Kind == cryptoapi.Zero {
			continue // to call nil panics
		}
		if o.Fn == nil {
			return nil
		}
		found = append(found, e.OfValue(o, common.Args))
	}
	return found
}

// operandValue returns what is passed for an argument of the table; nil if nothing is.
func (e *Evaluator) operandValue(t *Target, argument int, path string, call ssa.CallInstruction) value.Value {
	if argument == cryptoapi.Receiver && t.Bound != nil {
		return origin.Below(t.Bound.Receiver, path)
	}
	operand := t.Operand(argument)
	if operand == nil {
		return nil
	}
	return e.Origins(operand, path, call)
}

// result returns the origins of a result of a call.
func (e *Evaluator) result(call *ssa.Call, index int, path string) value.Value {
	if builtin, ok := call.Call.Value.(*ssa.Builtin); ok {
		return e.builtinResult(call, builtin.Name(), path)
	}
	if channel.PoolMethod(&call.Call) == "Get" {
		return e.received(call.Call.Args[0], path, call)
	}
	targets := e.Targets(call)
	if len(targets) == 0 {
		return e.unknownCall(call, path)
	}
	var result value.Value
	for _, t := range targets {
		result = value.Join(result, e.targetResult(t, call, index, path))
	}
	return result
}

// unknownCall returns the result of a call of a function that a caller passes,
// which stays open, or of one that is not known.
func (e *Evaluator) unknownCall(call *ssa.Call, path string) value.Value {
	common := call.Common()
	if common.IsInvoke() {
		return value.Unknown(origin.FieldOr(path, common.Method.Name()), call.Pos())
	}
	var result value.Value
	for _, o := range e.Origins(common.Value, "", call).Origins() {
		if !o.Open() && !o.Captured() && !o.Stored() {
			return value.Unknown(origin.FieldOr(path, o.Name), call.Pos())
		}
		called := o.Formed(value.FormCall)
		called.Name = origin.FieldOr(path, called.Name)
		result = value.Join(result, value.Of(*called))
	}
	if result == nil {
		return value.Unknown("", call.Pos())
	}
	return result
}

func (e *Evaluator) targetResult(t *Target, call *ssa.Call, index int, path string) value.Value {
	var source cryptoapi.Source
	if t.Row != nil {
		source = callee.ResultSource(t.Row, index)
	}
	if path != "" && !source.Says() && !e.HasBody(t.Fn) && e.FieldSource(call.Type(), "", path) != nil {
		return e.UnknownResult(t.Object, call, path) // the table knows the field, whatever another package puts there
	}
	if t.RowTells(index) {
		if original := copied(source, t, call.Type()); path != "" && original != nil && (ir.IsList(call.Type()) || ir.StructOf(call.Type()) != nil) {
			return e.Origins(original, path, call)
		}
		if v := e.Source(source, t, call); v != nil {
			return v
		}
		return e.UnknownResult(t.Object, call, path)
	}
	result, known := e.ResultOf(t, index, path)
	if !known {
		return e.UnknownResult(t.Object, call, path)
	}
	result = e.decided(result, t, call, index, path)
	return operation.Unchecked(e.Instantiate(result, t, call).Then(t.Step(value.Returned, call.Pos())), t, call, index)
}

// copied returns the operand of which a result is a copy, as that of Clone is: it is made
// of nothing else, and has the same type. Its fields, or elements, are those of the operand.
func copied(source cryptoapi.Source, t *Target, result types.Type) ssa.Value {
	if source.Kind != cryptoapi.Unknown || len(source.From) != 1 || len(source.Or) > 0 {
		return nil
	}
	operand := t.Operand(source.From[0])
	if operand == nil || !types.Identical(operand.Type(), result) {
		return nil
	}
	return operand
}

func (e *Evaluator) builtinResult(call *ssa.Call, name, path string) value.Value {
	args := call.Call.Args
	switch name {
	case "append":
		result := e.Origins(args[0], path, call)
		switch {
		case len(args) < 2:
		case path == location.AnyElement:
			result = value.Join(result, e.Origins(args[1], path, call))
		default:
			result = value.Mix(result, e.Origins(args[1], path, call))
		}
		return e.Again(result, call)
	case "min", "max":
		var result value.Value
		for _, arg := range args {
			result = value.Join(result, e.Origins(arg, "", call))
		}
		return result
	}
	return value.Unknown(name, call.Pos())
}
