package eval

import (
	"go/token"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/channel"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// A Target is a function that a call may run.
type Target struct {
	Fn       *ssa.Function // nil for a method of an interface
	Object   *types.Func   // nil for a closure
	Receiver ssa.Value     // nil for functions and closures
	bound    *bound        // the receiver of a method value that was made elsewhere
	Args     []ssa.Value   // after the receiver
	Row      *cryptoapi.Func
}

// bound is what the receiver of a method value is made of, in terms of nobody: the
// function that made it is not the one that calls it.
type bound struct{ receiver value.Value }

func (t *Target) hasReceiver() bool { return t.Receiver != nil || t.bound != nil }

// Operands returns what is passed, the receiver first: as the SSA parameters of
// the callee are ordered.
// The receiver of a method value that was made elsewhere is nil.
func (t *Target) Operands() []ssa.Value {
	if !t.hasReceiver() {
		return t.Args
	}
	return append([]ssa.Value{t.Receiver}, t.Args...)
}

// argument turns an index among the operands into one of the table.
func (t *Target) argument(operand int) int {
	if t.hasReceiver() {
		return operand - 1
	}
	return operand
}

// OperandOf turns an index of the table into one among the operands.
func (t *Target) OperandOf(argument int) int {
	if t.hasReceiver() {
		return argument + 1
	}
	return argument
}

// Operand returns what is passed for an argument of the table, or nil.
func (t *Target) Operand(argument int) ssa.Value {
	if argument == cryptoapi.Receiver {
		return t.Receiver
	}
	if argument < 0 || argument >= len(t.Args) {
		return nil
	}
	return t.Args[argument]
}

// Arguments returns the arguments that a row of the table speaks of, in order.
func Arguments[T any](row map[int]T) []int { return slices.Sorted(maps.Keys(row)) }

// Name is what the program calls the target: "cipher.NewGCM", "cipher.AEAD.Seal".
func (t *Target) Name() string {
	if t.Object == nil {
		return "the function literal"
	}
	return ir.ShortName(t.Object)
}

// steps are the words for what a function does with a value.
var steps = map[value.StepKind]string{
	value.Returned: "returned by ", value.Passed: "passed to ", value.Filled: "filled by ", value.Drawn: "read with ",
}

// Step is the step of a value that a call of the target returns, fills, or is passed.
func (t *Target) Step(kind value.StepKind, pos token.Pos) value.Step {
	return value.Step{Kind: kind, Func: t.Object, Pos: pos, Text: steps[kind] + t.Name()}
}

// MaxTargets bounds the functions that one call is taken to run.
const MaxTargets = 6

// Targets returns the functions that a call may run; none if that is not known.
func (e *Evaluator) Targets(call ssa.CallInstruction) []*Target {
	if known, ok := e.callTargets.Get(call); ok {
		return known
	}
	if e.pending.targets[call] {
		e.Half()
		return nil
	}
	e.pending.targets[call] = true
	var found []*Target
	whole := e.Settles(func() { e.Find(func() { found = e.findTargets(call) }) })
	delete(e.pending.targets, call)
	if len(found) > MaxTargets {
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
		return e.methods(common)
	}
	if fn := common.StaticCallee(); fn != nil {
		return []*Target{e.static(fn, common)}
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
		found = append(found, e.functionValue(o, common.Args))
	}
	return found
}

// static makes the target of a call whose function is known, which may be a
// method value.
func (e *Evaluator) static(fn *ssa.Function, common *ssa.CallCommon) *Target {
	if closure, ok := common.Value.(*ssa.MakeClosure); ok && ir.IsBound(fn) {
		if object, ok := fn.Object().(*types.Func); ok { // a bound method
			t := &Target{Object: object.Origin(), Receiver: closure.Bindings[0], Args: common.Args}
			t.Fn = ir.OriginOf(e.Pkg.Prog.FuncValue(t.Object))
			t.Row = e.rowOf(t.Object)
			return t
		}
	}
	return e.Function(fn, common.Args)
}

// Function makes the target of a function that is called with those operands.
func (e *Evaluator) Function(fn *ssa.Function, operands []ssa.Value) *Target {
	fn = ir.OriginOf(fn)
	t := &Target{Fn: fn, Args: operands}
	object, ok := fn.Object().(*types.Func)
	if !ok {
		return t
	}
	t.Object = object.Origin()
	if t.Object.Signature().Recv() != nil && !ir.IsBound(fn) && len(operands) > 0 {
		t.Receiver, t.Args = operands[0], operands[1:] // also of a method expression
	}
	t.Row = e.rowOf(t.Object)
	return t
}

// functionValue makes the target of a call of a function that is a value: a function, a
// closure, a method expression, or a method value with the receiver that it is bound to.
func (e *Evaluator) functionValue(o *value.Origin, operands []ssa.Value) *Target {
	object, isMethod := o.Fn.Object().(*types.Func)
	if !isMethod || !ir.IsBound(o.Fn) {
		return e.Function(o.Fn, operands)
	}
	t := &Target{Object: object.Origin(), Args: operands, bound: &bound{value.Value{o.Of}}}
	t.Fn = ir.OriginOf(e.Pkg.Prog.FuncValue(t.Object))
	t.Row = e.rowOf(t.Object)
	return t
}

// operandValue returns what is passed for an argument of the table; nil if nothing is.
func (e *Evaluator) operandValue(t *Target, argument int, path string, call ssa.CallInstruction) value.Value {
	if argument == cryptoapi.Receiver && t.bound != nil {
		return fieldOf(t.bound.receiver, path)
	}
	operand := t.Operand(argument)
	if operand == nil {
		return nil
	}
	return e.Origins(operand, path, call)
}

// methods returns what a call of an interface method may run: what the table
// says of the interface, or else the implementations that this package makes
// interface values of.
func (e *Evaluator) methods(common *ssa.CallCommon) []*Target {
	if row := e.Table.Func(common.Method); row != nil {
		return []*Target{{Object: common.Method, Receiver: common.Value, Args: common.Args, Row: row}}
	}
	if e.elsewhere(common.Value) {
		return nil
	}
	shown := e.concreteTypes(common.Value, 4)
	if parameter, ok := types.Unalias(common.Value.Type()).(*types.TypeParam); ok {
		shown = e.TypeArguments[parameter]
	}
	concrete := shown
	if concrete == nil {
		concrete = e.Implementations(common.Value.Type())
	}
	var found []*Target
	for _, t := range concrete {
		selection := e.Pkg.Prog.MethodSets.MethodSet(t).Lookup(common.Method.Pkg(), common.Method.Name())
		if selection == nil {
			continue
		}
		object := selection.Obj().(*types.Func).Origin()
		found = append(found, &Target{
			Fn:       ir.OriginOf(e.Pkg.Prog.FuncValue(object)),
			Object:   object,
			Receiver: common.Value,
			Args:     common.Args,
			Row:      e.rowOf(object),
		})
	}
	if shown == nil {
		if told := e.describedMethod(common.Method, common.Value, common.Args); told != nil {
			found = append(found, told)
		}
	}
	if len(found) == 0 {
		return e.lookalike(common)
	}
	return found
}

// lookalike takes a method of an interface that the program declares for that of
// an interface in the table which satisfies it: an interface with the Encrypt and
// BlockSize of cipher.Block is made for ciphers.
func (e *Evaluator) lookalike(common *ssa.CallCommon) []*Target {
	declared, ok := common.Value.Type().Underlying().(*types.Interface)
	if !ok || declared.NumMethods() < 2 || common.Method.Pkg() != e.Pass.Pkg {
		return nil
	}
	for _, imported := range e.Pass.Pkg.Imports() {
		if !e.Table.Modelled(imported.Path()) {
			continue
		}
		for _, name := range imported.Scope().Names() {
			object, ok := imported.Scope().Lookup(name).(*types.TypeName)
			if !ok || !types.IsInterface(object.Type()) || !types.Satisfies(object.Type(), declared) {
				continue
			}
			method, _, _ := types.LookupFieldOrMethod(object.Type(), false, nil, common.Method.Name())
			fn, ok := method.(*types.Func)
			if !ok {
				continue
			}
			if row := e.Table.Func(fn); row != nil && len(row.Args) > 0 {
				return []*Target{{Object: fn, Receiver: common.Value, Args: common.Args, Row: row}}
			}
		}
	}
	return nil
}

// concreteTypes returns the types that an interface value may hold where the
// function itself shows them all, or nil.
func (e *Evaluator) concreteTypes(v ssa.Value, depth int) []types.Type {
	if depth == 0 {
		return nil
	}
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return []types.Type{v.X.Type()}
	case *ssa.ChangeInterface:
		return e.concreteTypes(v.X, depth-1)
	case *ssa.Phi:
		var all []types.Type
		for _, edge := range v.Edges {
			some := e.concreteTypes(edge, depth-1)
			if some == nil {
				return nil
			}
			all = append(all, some...)
		}
		return all
	}
	return nil
}

// Implementations returns the types that become interface values in this package and
// implement the interface. An exported interface may have others.
func (e *Evaluator) Implementations(t types.Type) []types.Type {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok || iface.NumMethods() == 0 {
		return nil
	}
	if named := ir.NamedOf(t); named == nil || named.Obj().Pkg() != e.Pass.Pkg && !e.DescribesInterface(named) {
		return nil
	}
	var found []types.Type
	for _, concrete := range slices.Concat(e.Concrete, e.Foreign) {
		if types.Implements(concrete, iface) {
			found = append(found, concrete)
		}
		if len(found) > MaxTargets {
			break // too many, however many there are
		}
	}
	return found
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
		return value.Unknown(fieldOr(path, common.Method.Name()), call.Pos())
	}
	var result value.Value
	for _, o := range e.Origins(common.Value, "", call).Origins() {
		if !o.Open() && !o.Captured() && !o.Stored() {
			return value.Unknown(fieldOr(path, o.Name), call.Pos())
		}
		called := o.Formed(value.FormCall)
		called.Name = fieldOr(path, called.Name)
		result = value.Join(result, value.Of(*called))
	}
	if result == nil {
		return value.Unknown("", call.Pos())
	}
	return result
}

// fieldOr returns the name of the field that a path selects, or that of the whole: a
// field of what a function returns is not called as the function.
func fieldOr(path, whole string) string {
	if path == "" {
		return whole
	}
	return location.LastField(path)
}

func (e *Evaluator) targetResult(t *Target, call *ssa.Call, index int, path string) value.Value {
	var source cryptoapi.Source
	if t.Row != nil {
		source = resultSource(t.Row, index)
	}
	if path != "" && !source.Says() && !e.HasBody(t.Fn) && e.fieldSource(call.Type(), "", path) != nil {
		return e.unknownResult(t, call, path) // the table knows the field, whatever another package puts there
	}
	if t.RowTells(index) {
		if original := copied(source, t, call.Type()); path != "" && original != nil && (ir.IsList(call.Type()) || ir.StructOf(call.Type()) != nil) {
			return e.Origins(original, path, call)
		}
		if v := e.source(source, t, call); v != nil {
			return v
		}
		return e.unknownResult(t, call, path)
	}
	result, known := e.ResultOf(t, index, path)
	if !known {
		return e.unknownResult(t, call, path)
	}
	result = e.decided(result, t, call, index, path)
	return unchecked(e.Instantiate(result, t, call).Then(t.Step(value.Returned, call.Pos())), t, call, index)
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

// resultSource returns what a row says of a result.
func resultSource(row *cryptoapi.Func, index int) cryptoapi.Source {
	switch index {
	case 0:
		return row.Result
	case 1:
		return row.Second
	}
	return cryptoapi.Source{}
}

func (e *Evaluator) unknownResult(t *Target, call *ssa.Call, path string) value.Value {
	if typed := e.typed(call.Type(), path); typed != nil {
		return value.Of(value.Origin{Kind: typed.Kind, Detail: typed.Detail, Pos: call.Pos()})
	}
	name := location.LastField(path)
	if source := e.fieldSource(call.Type(), "", path); source != nil {
		return value.Of(value.Origin{Kind: source.Kind, Detail: source.Detail, Name: name, Pos: call.Pos()})
	}
	if name == "" && t.Object != nil {
		name = t.Object.Name()
	}
	return value.Unknown(name, call.Pos())
}

// fieldOf returns the field of a value that a path selects, as far as the parts
// tell: the fields of open parts are open, those of others are unknown.
func fieldOf(v value.Value, path string) value.Value {
	if path == "" {
		return v
	}
	return v.Map(func(o *value.Origin) value.Value {
		if !o.Open() || o.Form != "" {
			return value.Unknown(location.LastField(path), o.Pos)
		}
		field := *o
		field.Path += path
		field.Name = location.LastField(path)
		field.Storage = ""
		return value.Of(field)
	})
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
		return e.again(result, call)
	case "min", "max":
		var result value.Value
		for _, arg := range args {
			result = value.Join(result, e.Origins(arg, "", call))
		}
		return result
	}
	return value.Unknown(name, call.Pos())
}
