package eval

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/operation"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// madeOf returns what a row of the table says that a value is, but for what it may be
// instead. It is nil if the row says nothing.
func (e *Evaluator) madeOf(s cryptoapi.Source, t *Target, call ssa.CallInstruction) value.Value {
	if s.Opaque {
		return value.Unknown("", call.Pos())
	}
	var from value.Value
	for _, argument := range s.From {
		if argument == 0 && t.Row.Is("fmt.Sprintf") && onlyVerbs.MatchString(operation.Format(t)) {
			continue // it says how the rest is written, and is none of it
		}
		data := e.operandValue(t, argument, "", call)
		if operand := t.Operand(argument); argument == cryptoapi.Receiver && operand != nil && e.Typed(operand.Type(), "") != nil {
			data = data.Then(t.Step(value.Drawn, call.Pos()))
		}
		from = value.Mix(from, data)
	}
	if s.Kind == cryptoapi.Sum {
		return value.Mix(from, e.sum(t.Operand(s.Of[0]), call))
	}
	if s.Kind == cryptoapi.Unknown && len(s.From) == 0 {
		made := e.chained(t, call)
		if len(made) == 0 && len(s.Or) == 0 {
			return value.Unknown("", call.Pos())
		}
		return made
	}
	if s.Kind == cryptoapi.Unknown {
		return operation.Spelled(from, t, call)
	}
	if s.Kind == cryptoapi.Hasher && s.Detail == "" && len(s.Of) == 1 {
		return e.operandValue(t, s.Of[0], "", call).Map(e.hasher)
	}
	o := value.Origin{Source: &value.Source{Kind: s.Kind, Detail: s.Detail, Pos: call.Pos(), Name: t.Name()}}
	if asked := askedFor(t); (s.Kind == cryptoapi.Network || s.Kind == cryptoapi.Environment) && asked != "" {
		o.Name = asked
	}
	for _, argument := range s.Of {
		o.Of = append(o.Of, e.operandValue(t, argument, "", call).Flat()...)
	}
	if o.Detail == "" {
		o.Detail = e.constructorHash(t, call)
	}
	return value.Mix(from, value.Of(o))
}

// onlyVerbs matches a format without any text of its own.
var onlyVerbs = lazyregexp.New(`^(%[-+# 0]*\d*(\.\d+)?[a-zA-Z])+$`)

// askedFor returns the text by which a call asks for what a peer sent, or what is
// configured: the name of a form field, of an environment variable, of a flag.
func askedFor(t *Target) string { return ir.FirstText(t.Args) }
