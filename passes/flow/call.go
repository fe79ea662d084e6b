package flow

import (
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// A target is a function that a call may run.
type target struct {
	fn       *ssa.Function // nil for a method of an interface
	object   *types.Func   // nil for a closure
	receiver ssa.Value     // nil for functions and closures
	args     []ssa.Value   // after the receiver
	row      *cryptoapi.Func
}

// operands returns what is passed, the receiver first: as the SSA parameters of
// the callee are ordered.
func (t *target) operands() []ssa.Value {
	if t.receiver == nil {
		return t.args
	}
	return append([]ssa.Value{t.receiver}, t.args...)
}

// argument turns an index among the operands into one of the table.
func (t *target) argument(operand int) int {
	if t.receiver != nil {
		return operand - 1
	}
	return operand
}

// operandOf turns an index of the table into one among the operands.
func (t *target) operandOf(argument int) int {
	if t.receiver != nil {
		return argument + 1
	}
	return argument
}

// operand returns what is passed for an argument of the table, or nil.
func (t *target) operand(argument int) ssa.Value {
	if argument == cryptoapi.Receiver {
		return t.receiver
	}
	if argument < 0 || argument >= len(t.args) {
		return nil
	}
	return t.args[argument]
}

// arguments returns the arguments that a row of the table speaks of, in order.
func arguments[T any](row map[int]T) []int { return slices.Sorted(maps.Keys(row)) }

// name is what the program calls the target: "cipher.NewGCM", "cipher.AEAD.Seal".
func (t *target) name() string {
	if t.object == nil {
		return "the function literal"
	}
	return shortName(t.object)
}

// shortName names a function as a programmer would in a sentence.
func shortName(fn *types.Func) string {
	signature := fn.Signature()
	if receiver := signature.Recv(); receiver != nil {
		if named := namedOf(receiver.Type()); named != nil && named.Obj().Pkg() != nil {
			return named.Obj().Pkg().Name() + "." + named.Obj().Name() + "." + fn.Name()
		}
		return fn.Name()
	}
	if fn.Pkg() == nil {
		return fn.Name()
	}
	return fn.Pkg().Name() + "." + fn.Name()
}

// maxTargets bounds the functions that one call is taken to run.
const maxTargets = 6

// targets returns the functions that a call may run; none if that is not known.
func (e *evaluator) targets(call ssa.CallInstruction) []*target {
	if known, ok := e.callTargets.get(call); ok {
		return known
	}
	if e.pending.targets[call] {
		e.half()
		return nil
	}
	e.pending.targets[call] = true
	var found []*target
	whole := e.settles(func() { e.find(func() { found = e.findTargets(call) }) })
	delete(e.pending.targets, call)
	if len(found) > maxTargets {
		found = nil
	}
	if whole || e.idle() {
		e.callTargets.set(call, found)
	}
	return found
}

func (e *evaluator) findTargets(call ssa.CallInstruction) []*target {
	common := call.Common()
	if common.IsInvoke() {
		return e.methods(common)
	}
	if fn := common.StaticCallee(); fn != nil {
		return []*target{e.static(fn, common)}
	}
	if _, ok := common.Value.(*ssa.Builtin); ok {
		return nil
	}
	var found []*target
	for _, o := range e.resolve(e.origins(common.Value, "", call)).Origins() {
		if o.Kind == cryptoapi.Zero {
			continue // to call nil panics
		}
		if o.Fn == nil {
			return nil
		}
		found = append(found, e.function(o.Fn, common.Args))
	}
	return found
}

// static makes the target of a call whose function is known, which may be a
// method value.
func (e *evaluator) static(fn *ssa.Function, common *ssa.CallCommon) *target {
	if closure, ok := common.Value.(*ssa.MakeClosure); ok && isBound(fn) {
		if object, ok := fn.Object().(*types.Func); ok { // a bound method
			t := &target{object: object.Origin(), receiver: closure.Bindings[0], args: common.Args}
			t.fn = originOf(e.pkg.Prog.FuncValue(t.object))
			t.row = e.rowOf(t.object)
			return t
		}
	}
	return e.function(fn, common.Args)
}

// isBound reports whether a function stands for a method value: its only free
// variable is the receiver.
func isBound(fn *ssa.Function) bool { return fn.Synthetic != "" && len(fn.FreeVars) == 1 }

// function makes the target of a function that is called with those operands.
func (e *evaluator) function(fn *ssa.Function, operands []ssa.Value) *target {
	fn = originOf(fn)
	t := &target{fn: fn, args: operands}
	object, ok := fn.Object().(*types.Func)
	if !ok {
		return t
	}
	t.object = object.Origin()
	if fn.Signature.Recv() != nil && len(operands) > 0 {
		t.receiver, t.args = operands[0], operands[1:]
	}
	t.row = e.rowOf(t.object)
	return t
}

// methods returns what a call of an interface method may run: what the table
// says of the interface, or else the implementations that this package makes
// interface values of.
func (e *evaluator) methods(common *ssa.CallCommon) []*target {
	if row := e.table.Func(common.Method); row != nil {
		return []*target{{object: common.Method, receiver: common.Value, args: common.Args, row: row}}
	}
	shown := e.concreteTypes(common.Value, 4)
	concrete := shown
	if concrete == nil {
		concrete = e.implementations(common.Value.Type())
	}
	var found []*target
	for _, t := range concrete {
		selection := e.pkg.Prog.MethodSets.MethodSet(t).Lookup(common.Method.Pkg(), common.Method.Name())
		if selection == nil {
			continue
		}
		object := selection.Obj().(*types.Func).Origin()
		found = append(found, &target{
			fn:       originOf(e.pkg.Prog.FuncValue(object)),
			object:   object,
			receiver: common.Value,
			args:     common.Args,
			row:      e.rowOf(object),
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
func (e *evaluator) lookalike(common *ssa.CallCommon) []*target {
	declared, ok := common.Value.Type().Underlying().(*types.Interface)
	if !ok || declared.NumMethods() < 2 || common.Method.Pkg() != e.pass.Pkg {
		return nil
	}
	for _, imported := range e.pass.Pkg.Imports() {
		if !e.table.Modelled(imported.Path()) {
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
			if row := e.table.Func(fn); row != nil && len(row.Args) > 0 {
				return []*target{{object: fn, receiver: common.Value, args: common.Args, row: row}}
			}
		}
	}
	return nil
}

// concreteTypes returns the types that an interface value may hold where the
// function itself shows them all, or nil.
func (e *evaluator) concreteTypes(v ssa.Value, depth int) []types.Type {
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

// implementations returns the types that become interface values in this package and
// implement the interface. An exported interface may have others.
func (e *evaluator) implementations(t types.Type) []types.Type {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok || iface.NumMethods() == 0 {
		return nil
	}
	if named := namedOf(t); named == nil || named.Obj().Pkg() != e.pass.Pkg && !e.describesInterface(named) {
		return nil
	}
	var found []types.Type
	for _, concrete := range slices.Concat(e.concrete, e.foreign) {
		if types.Implements(concrete, iface) {
			found = append(found, concrete)
		}
		if len(found) > maxTargets {
			break // too many, however many there are
		}
	}
	return found
}

// result returns the origins of a result of a call.
func (e *evaluator) result(call *ssa.Call, index int, path string) value.Value {
	if builtin, ok := call.Call.Value.(*ssa.Builtin); ok {
		return e.builtinResult(call, builtin.Name(), path)
	}
	if poolMethod(&call.Call) == "Get" {
		return e.received(call.Call.Args[0], path, call)
	}
	targets := e.targets(call)
	if len(targets) == 0 {
		return e.unknownCall(call)
	}
	var result value.Value
	for _, t := range targets {
		result = value.Join(result, e.targetResult(t, call, index, path))
	}
	return result
}

// unknownCall returns the result of a call of a function that a caller passes,
// which stays open, or of one that is not known.
func (e *evaluator) unknownCall(call *ssa.Call) value.Value {
	common := call.Common()
	if common.IsInvoke() {
		return value.Unknown(common.Method.Name(), call.Pos())
	}
	var result value.Value
	for _, o := range e.origins(common.Value, "", call).Origins() {
		if !o.Open() && !o.Captured() {
			return value.Unknown(o.Name, call.Pos())
		}
		result = value.Join(result, value.Of(*o.Formed(value.FormCall)))
	}
	if result == nil {
		return value.Unknown("", call.Pos())
	}
	return result
}

func (e *evaluator) targetResult(t *target, call *ssa.Call, index int, path string) value.Value {
	if t.rowTells(index) {
		if v := e.source(resultSource(t.row, index), t, call); v != nil {
			return v
		}
		return e.unknownResult(t, call, path)
	}
	result, known := e.resultOf(t, index, path)
	if !known {
		return e.unknownResult(t, call, path)
	}
	result = e.decided(result, t, call, index, path)
	return e.instantiate(result, t, call).Then(call.Pos(), "returned by "+t.name())
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

func (e *evaluator) unknownResult(t *target, call *ssa.Call, path string) value.Value {
	if typed := e.typed(call.Type(), path); typed != nil {
		return value.Of(value.Origin{Kind: typed.Kind, Detail: typed.Detail, Pos: call.Pos()})
	}
	name := lastField(path)
	if name == "" && t.object != nil {
		name = t.object.Name()
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
			return value.Unknown(lastField(path), o.Pos)
		}
		field := *o
		field.Path += path
		field.Name = lastField(path)
		field.Storage = ""
		return value.Of(field)
	})
}

func (e *evaluator) builtinResult(call *ssa.Call, name, path string) value.Value {
	args := call.Call.Args
	switch name {
	case "append":
		result := e.origins(args[0], path, call)
		switch {
		case len(args) < 2:
		case path == anyElement:
			result = value.Join(result, e.origins(args[1], path, call))
		default:
			result = value.Mix(result, e.origins(args[1], path, call))
		}
		return result
	case "min", "max":
		var result value.Value
		for _, arg := range args {
			result = value.Join(result, e.origins(arg, "", call))
		}
		return result
	}
	return value.Unknown(name, call.Pos())
}

// madeOf returns what a row of the table says that a value is, but for what it may be
// instead. It is nil if the row says nothing.
func (e *evaluator) madeOf(s cryptoapi.Source, t *target, call ssa.CallInstruction) value.Value {
	if s.Opaque {
		return value.Unknown("", call.Pos())
	}
	var from value.Value
	for _, argument := range s.From {
		operand := t.operand(argument)
		if operand == nil {
			continue
		}
		data := e.origins(operand, "", call)
		if argument == cryptoapi.Receiver && e.typed(operand.Type(), "") != nil {
			data = data.Then(call.Pos(), "drawn with "+t.name())
		}
		from = value.Mix(from, data)
	}
	if s.Kind == cryptoapi.Sum {
		return value.Mix(from, e.sum(t.operand(s.Of[0]), call))
	}
	if s.Kind == cryptoapi.Unknown {
		return from
	}
	if s.Kind == cryptoapi.Hasher && s.Detail == "" && len(s.Of) == 1 {
		return e.origins(t.operand(s.Of[0]), "", call).Map(e.hasher)
	}
	o := value.Origin{Kind: s.Kind, Detail: s.Detail, Pos: call.Pos(), Name: t.name()}
	for _, argument := range s.Of {
		if operand := t.operand(argument); operand != nil {
			o.Of = append(o.Of, e.origins(operand, "", call).Flat()...)
		}
	}
	if o.Detail == "" {
		o.Detail = e.constructorHash(t, call)
	}
	return value.Mix(from, value.Of(o))
}
