package origin

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
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// DefaultDetail is the detail of a constant that a setting has where nobody sets it.
const DefaultDetail = "default"

// DecodedInto returns what decoders leave in a field.
func (k *Known) DecodedInto(key string, owner *types.Named, field *types.Var) value.Value {
	read := value.Of(value.Origin{Source: &value.Source{Kind: cryptoapi.Environment, Name: field.Name(), Pos: field.Pos()}})
	if !k.program.Tagged[owner.Obj()] {
		return read
	}
	path := strings.TrimPrefix(key, owner.Obj().Pkg().Path()+"."+owner.Obj().Name())
	if holder, index := ir.FieldAt(owner, path); holder != nil {
		read = value.Join(read, tagDefault(ir.StructOf(holder), index))
	}
	return read
}

// Tagged returns the default that the tag of a field gives, for a call that fills a
// struct with settings.
func Tagged(s cryptoapi.Source, operand ssa.Value, path string) value.Value {
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
	o := value.Origin{Source: &value.Source{Kind: cryptoapi.Constant, Detail: DefaultDetail, Name: field.Name(), Pos: field.Pos()}}
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
