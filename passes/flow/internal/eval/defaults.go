package eval

import (
	"cmp"
	"go/constant"
	"go/token"
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// defaultDetail is the detail of a constant that a setting has where nobody sets it.
const defaultDetail = "default"

// source returns what a row of the table says that a value is. It is nil if the row
// says nothing.
func (e *Evaluator) source(s cryptoapi.Source, t *Target, call ssa.CallInstruction) value.Value {
	made := e.madeOf(s, t, call)
	for _, argument := range s.Or {
		if operand := t.Operand(argument); operand != nil {
			made = value.Join(made, e.instead(s, operand, call))
		}
	}
	return made
}

// instead returns what an argument makes a value that is not set: a default or a
// fallback. An empty one says that there is none.
func (e *Evaluator) instead(s cryptoapi.Source, operand ssa.Value, call ssa.CallInstruction) value.Value {
	path := ""
	if ir.IsList(operand.Type()) {
		path = location.AnyElement
	}
	return value.NonEmpty(e.Origins(operand, path, call)).Map(func(o *value.Origin) value.Value {
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

// fills tells how a call changes what it is given to fill: of a struct, a decoder sets
// the fields that come in.
func fills(operand ssa.Value) eventKind {
	if converted, ok := operand.(*ssa.MakeInterface); ok && ir.StructOf(converted.X.Type()) != nil {
		return decodes
	}
	return Overwrites
}

// decoded returns what a decoder leaves in a field of a struct: of one document, the part
// that the path says, which is another value than its other parts.
func decoded(document value.Value, path string) value.Value {
	if path == "" {
		return document
	}
	return document.Map(func(o *value.Origin) value.Value {
		switch o.Kind {
		case cryptoapi.File, cryptoapi.Network, cryptoapi.Environment:
			part := *o
			part.Path, part.Name = path+o.Path, location.LastField(path)
			return value.Of(part)
		}
		return nil
	})
}

// decodedInto returns what decoders leave in a field.
func (e *Evaluator) decodedInto(key string, owner *types.Named, field *types.Var) value.Value {
	read := value.Of(value.Origin{Kind: cryptoapi.Environment, Name: field.Name(), Pos: field.Pos()})
	if !e.Tagged[owner.Obj()] {
		return read
	}
	path := strings.TrimPrefix(key, owner.Obj().Pkg().Path()+"."+owner.Obj().Name())
	if holder, index := ir.FieldAt(owner, path); holder != nil {
		read = value.Join(read, tagDefault(ir.StructOf(holder), index))
	}
	return read
}

// tagged returns the default that the tag of a field gives, for a call that fills a
// struct with settings.
func tagged(s cryptoapi.Source, operand ssa.Value, path string) value.Value {
	converted, ok := operand.(*ssa.MakeInterface)
	if !ok || path == "" || !ir.SetsDefaults(s) {
		return nil
	}
	owner, field := ir.FieldAt(converted.X.Type(), path)
	if owner == nil {
		return nil
	}
	return tagDefault(ir.StructOf(owner), field)
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
