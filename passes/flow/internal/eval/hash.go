package eval

import (
	"go/constant"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/callee"
	"github.com/cryptolint/cryptolint/passes/flow/internal/operation"
	"github.com/cryptolint/cryptolint/passes/flow/internal/scope"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// sum returns the digest or the MAC of what was written to a hash.Hash.
func (e *Evaluator) sum(state ssa.Value, call ssa.CallInstruction) value.Value {
	if state == nil {
		return value.Unknown("", call.Pos())
	}
	passed := func(o *value.Origin) bool { return e.isPassed(state, o) }
	var result value.Value
	for _, alternative := range e.Origins(state, "", call) {
		result = value.Join(result, value.Of(operation.Sum(alternative, call.Pos(), passed)))
	}
	if result == nil {
		return value.Unknown("", call.Pos())
	}
	return result
}

// isPassed reports whether an open origin of a hash.Hash is the hash.Hash itself that
// a caller passes, or made by a constructor that it passes, and not what was written.
func (e *Evaluator) isPassed(state ssa.Value, o *value.Origin) bool {
	outermost := o
	for outermost.Captured() {
		outermost = outermost.Outer
	}
	if strings.HasSuffix(outermost.Form, value.FormCall) || strings.HasSuffix(outermost.Form, value.FormHash) {
		return true
	}
	for _, r := range e.Regions(state) {
		param, ok := r.Root.(*ssa.Parameter)
		if ok && o.Form == "" && o.Path == r.Path && e.Parameter(param, r.Path, "", "").Param == o.Param {
			return true
		}
	}
	return false
}

// MadeHash returns the hashes that constructors make, or that crypto.Hash values name.
func (e *Evaluator) MadeHash(v value.Value) value.Value { return v.Map(e.hasher) }

// hasher turns a hash constructor, or a crypto.Hash, into the Hasher it makes.
func (e *Evaluator) hasher(o *value.Origin) value.Value {
	switch {
	case o.Kind == cryptoapi.Hasher || o.Kind == cryptoapi.MAC:
		return nil
	case o.Kind == cryptoapi.Constant && o.Const != nil && o.Const.Kind() == constant.Int:
		id, _ := constant.Int64Val(o.Const)
		return value.Of(value.Origin{Source: &value.Source{Kind: cryptoapi.Hasher, Detail: cryptoapi.HashName(id), Pos: o.Pos}, Steps: o.Steps})
	case o.Kind == cryptoapi.Function:
		return e.called(o)
	case o.Open() || o.Captured():
		return value.Of(*o.Formed(value.FormHash))
	}
	return value.Unknown(o.Name, o.Pos)
}

// called returns what calling a function returns whose arguments are not known: that of a
// hash constructor, a source of random numbers, a function literal.
func (e *Evaluator) called(o *value.Origin) value.Value {
	switch {
	case o.Kind == cryptoapi.Hasher || o.Kind == cryptoapi.MAC:
		return nil
	case o.Open() || o.Captured() || o.Stored():
		return value.Of(*o.Formed(value.FormCall))
	case o.Fn == nil:
		return value.Unknown(o.Name, o.Pos)
	}
	t := e.OfValue(o, nil)
	if t.RowTells(0) {
		return e.calledRow(o, t)
	}
	if result, known := e.ResultOf(t, 0, ""); known && result != nil {
		return result.Map(scope.WithoutCaller)
	}
	return value.Unknown(o.Name, o.Pos)
}

// calledRow returns what a row of the table says that a function returns, whatever its
// arguments are.
func (e *Evaluator) calledRow(o *value.Origin, t *Target) value.Value {
	made := t.Row.Result
	ofArguments := func(argument int) bool { return argument != cryptoapi.Receiver }
	if made.Opaque || made.Kind == cryptoapi.Sum || slices.ContainsFunc(made.From, ofArguments) {
		return value.Unknown(o.Name, o.Pos)
	}
	if made.Kind == cryptoapi.Hasher && made.Detail == "" && slices.Equal(made.Of, []int{cryptoapi.Receiver}) {
		return value.Value{o.Of}.Map(e.hasher)
	}
	var from value.Value
	if len(made.From) > 0 {
		from = value.Value{o.Of}
	}
	if made.Kind == cryptoapi.Unknown {
		if len(from) == 0 {
			return value.Unknown(o.Name, o.Pos)
		}
		return from.Further(o.Steps)
	}
	return value.Mix(from, value.Of(value.Origin{Source: &value.Source{Kind: made.Kind, Detail: made.Detail, Pos: o.Pos, Name: t.Name()}, Steps: o.Steps}))
}

// constructorHash returns the hash that the AsHashConstructor argument makes.
func (e *Evaluator) constructorHash(t *Target, call ssa.CallInstruction) string {
	if t.Row == nil {
		return ""
	}
	for _, argument := range callee.Arguments(t.Row.Args) {
		if t.Row.Args[argument] != cryptoapi.AsHashConstructor || t.Operand(argument) == nil {
			continue
		}
		made := e.operandValue(t, argument, "", call).Map(e.hasher)
		for _, o := range made.Origins() {
			if o.Kind == cryptoapi.Hasher {
				return o.Detail
			}
		}
	}
	return ""
}
