// Package origin says what a value is by itself: by its instruction, its type, its field, as far
// as the table knows it, and without following it.
package origin

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Known tells what is known of the values of a program before any is followed.
type Known struct{ program *ir.Program }

// New returns what is known of a program.
func New(p *ir.Program) *Known { return &Known{p} }

// ConstantAt is Constant, and what the instruction that uses a constant calls it.
func (k *Known) ConstantAt(c *ssa.Const, at ssa.Instruction) value.Value {
	origin := Constant(c)
	named := k.program.NamedConstant(c, at)
	if named == nil {
		return origin
	}
	o := origin[0][0].Copy()
	if _, kept := at.(*ssa.Store); !kept { // a field or variable has a name of its own
		o.Name = named.Name()
	}
	if named.Pkg() == k.program.Pass.Pkg {
		o.Pos = named.Pos()
	}
	return value.Of(o)
}

// Constant is the origin of a constant, without the name that the program gives it.
func Constant(c *ssa.Const) value.Value {
	o := value.Origin{Source: &value.Source{Kind: cryptoapi.Constant, Const: c.Value, Pos: c.Pos()}}
	if c.Value == nil {
		o = value.Nil(c.Pos())
	}
	return value.Of(o)
}

// Function is the origin of a function that is a value.
func Function(fn *ssa.Function) value.Value {
	o := value.Origin{Source: &value.Source{Kind: cryptoapi.Function, Detail: fn.String(), Fn: fn, Pos: fn.Pos()}}
	if object, ok := fn.Object().(*types.Func); ok {
		o.Detail = object.FullName()
	}
	return value.Of(o)
}

// FunctionAt is the origin of a function that is used as a value. One of another package
// comes about where this one names it.
func (k *Known) FunctionAt(fn *ssa.Function, at ssa.Instruction) value.Value {
	origin := Function(fn)
	if fn.Pkg == k.program.Pkg || at == nil || !at.Pos().IsValid() {
		return origin
	}
	named := origin[0][0].Copy()
	named.Pos = at.Pos()
	return value.Of(named)
}

// UnknownResult returns what a function returns of which nothing is known but its name and
// its type.
func (k *Known) UnknownResult(fn *types.Func, call *ssa.Call, path string) value.Value {
	if typed := k.Typed(call.Type(), path); typed != nil {
		return value.Of(value.Origin{Source: &value.Source{Kind: typed.Kind, Detail: typed.Detail, Pos: call.Pos()}})
	}
	name := location.LastField(path)
	if source := k.FieldSource(call.Type(), "", path); source != nil {
		return value.Of(value.Origin{Source: &value.Source{Kind: source.Kind, Detail: source.Detail, Name: name, Pos: call.Pos()}})
	}
	if name == "" && fn != nil {
		name = fn.Name()
	}
	return value.Unknown(name, call.Pos())
}

// FieldOr returns the name of the field that a path selects, or that of the whole: a
// field of what a function returns is not called as the function.
func FieldOr(path, whole string) string {
	if path == "" {
		return whole
	}
	return location.LastField(path)
}

// Below returns the field of a value that a path selects, as far as the parts
// tell: the fields of open parts are open, those of others are unknown.
func Below(v value.Value, path string) value.Value {
	if path == "" {
		return v
	}
	return v.Map(func(o *value.Origin) value.Value {
		if !o.Open() || o.Form != "" {
			return value.Unknown(location.LastField(path), o.Pos)
		}
		field := o.Copy()
		field.Path += path
		field.Name = location.LastField(path)
		field.Storage = ""
		return value.Of(field)
	})
}
