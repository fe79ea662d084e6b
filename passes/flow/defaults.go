package flow

import (
	"cmp"
	"go/constant"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// defaultDetail is the detail of a constant that a setting has where nobody sets it.
const defaultDetail = "default"

// source returns what a row of the table says that a value is. It is nil if the row
// says nothing.
func (e *evaluator) source(s cryptoapi.Source, t *target, call ssa.CallInstruction) value.Value {
	made := e.madeOf(s, t, call)
	for _, argument := range s.Or {
		if operand := t.operand(argument); operand != nil {
			made = value.Join(made, e.instead(s, operand, call))
		}
	}
	return made
}

// instead returns what an argument makes a value that is not set: a default or a
// fallback. An empty one says that there is none.
func (e *evaluator) instead(s cryptoapi.Source, operand ssa.Value, call ssa.CallInstruction) value.Value {
	path := ""
	if isList(operand.Type()) {
		path = anyElement
	}
	return nonEmpty(e.origins(operand, path, call)).Map(func(o *value.Origin) value.Value {
		if o.Kind != cryptoapi.Constant {
			return nil
		}
		kept := *o
		if s.Kind == cryptoapi.Environment {
			kept.Detail = defaultDetail
		}
		if !kept.Pos.IsValid() {
			kept.Pos = call.Pos()
		}
		return value.Of(kept)
	})
}

// defaults returns the alternatives of what was set before a decoder ran that are
// defaults: constants that say something.
func defaults(v value.Value) value.Value {
	return slices.DeleteFunc(slices.Clone(nonEmpty(v)), func(a value.Alternative) bool { return !a.Only(cryptoapi.Constant) })
}

// fills tells how a call changes what it is given to fill: of a struct, a decoder sets
// the fields that come in.
func fills(operand ssa.Value) eventKind {
	if converted, ok := operand.(*ssa.MakeInterface); ok && structOf(converted.X.Type()) != nil {
		return decodes
	}
	return overwrites
}

// setsDefaults reports whether what fills a struct reads defaults from the tags of its
// fields: readers of the environment and of flags do, those of JSON do not.
func setsDefaults(s cryptoapi.Source) bool { return s.Kind == cryptoapi.Environment }

// decodedInto returns what decoders leave in a field.
func (e *evaluator) decodedInto(key string, owner *types.Named, field *types.Var) value.Value {
	read := value.Of(value.Origin{Kind: cryptoapi.Environment, Name: field.Name(), Pos: field.Pos()})
	if !e.tagged[owner.Obj()] {
		return read
	}
	path := strings.TrimPrefix(key, owner.Obj().Pkg().Path()+"."+owner.Obj().Name())
	if holder, index := fieldAt(owner, path); holder != nil {
		read = value.Join(read, tagDefault(structOf(holder), index))
	}
	return read
}

// tagged returns the default that the tag of a field gives, for a call that fills a
// struct with settings.
func tagged(s cryptoapi.Source, operand ssa.Value, path string) value.Value {
	converted, ok := operand.(*ssa.MakeInterface)
	if !ok || path == "" || !setsDefaults(s) {
		return nil
	}
	owner, field := fieldAt(converted.X.Type(), path)
	if owner == nil {
		return nil
	}
	return tagDefault(structOf(owner), field)
}

// tagDefault returns the default that the tag of a field gives, if it has one:
// default:"…" as most libraries read it, or envDefault:"…".
func tagDefault(structure *types.Struct, index int) value.Value {
	tag, field := reflect.StructTag(structure.Tag(index)), structure.Field(index)
	text := cmp.Or(tag.Get("envDefault"), tag.Get("default"))
	basic, ok := field.Type().Underlying().(*types.Basic)
	if text == "" || !ok {
		return nil
	}
	o := value.Origin{Kind: cryptoapi.Constant, Detail: defaultDetail, Name: field.Name(), Pos: field.Pos()}
	switch {
	case basic.Info()&types.IsString != 0:
		o.Const = constant.MakeString(text)
	case basic.Info()&types.IsInteger != 0:
		if c := constant.MakeFromLiteral(text, token.INT, 0); c.Kind() == constant.Int {
			o.Const = c
		}
	}
	return value.Of(o)
}

// nonEmpty returns the alternatives other than nothing: empty texts, zero and memory
// that nobody wrote.
func nonEmpty(v value.Value) value.Value {
	var rest value.Value
	for _, alternative := range v {
		if !alternative.Only(cryptoapi.Zero) && !isEmpty(alternative) {
			rest = append(rest, alternative)
		}
	}
	return rest
}

func isEmpty(alternative value.Alternative) bool {
	if len(alternative) != 1 || alternative[0].Kind != cryptoapi.Constant || alternative[0].Const == nil {
		return false
	}
	switch c := alternative[0].Const; c.Kind() {
	case constant.String:
		return constant.StringVal(c) == ""
	case constant.Int, constant.Float:
		return constant.Sign(c) == 0
	case constant.Bool:
		return !constant.BoolVal(c)
	}
	return false
}

func isList(t types.Type) bool {
	_, ok := t.Underlying().(*types.Slice)
	return ok
}
