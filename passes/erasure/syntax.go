package erasure

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"
)

// fields returns the fields of a list, which may be nil.
func fields(list *ast.FieldList) []*ast.Field {
	if list == nil {
		return nil
	}
	return list.List
}

// sliced returns what a slice is taken of.
func sliced(e ast.Expr) ast.Expr {
	if slice, ok := ast.Unparen(e).(*ast.SliceExpr); ok {
		return slice.X
	}
	return e
}

func (f *Finder) isArrayType(t types.Type) bool {
	_, ok := t.Underlying().(*types.Array)
	return ok
}

// Called returns the function that is called, or nil where that is a value.
func (f *Finder) Called(call *ast.CallExpr) *types.Func {
	function, _ := typeutil.Callee(f.pass.TypesInfo, call).(*types.Func)
	return function
}

func (f *Finder) names(e ast.Expr, object types.Object) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && object != nil && f.pass.TypesInfo.Uses[id] == object
}

// zero reports whether an expression is zero, nil, empty or newly made.
func (f *Finder) zero(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		return len(e.Elts) == 0
	case *ast.CallExpr:
		made, ok := ast.Unparen(e.Fun).(*ast.Ident)
		return ok && made.Name == "make"
	}
	t := f.pass.TypesInfo.Types[e]
	return t.IsNil() || t.Value != nil && (t.Value.ExactString() == "0" || t.Value.ExactString() == `""`)
}

// holdsBytes reports whether an expression is bytes: a slice, an array, a pointer to one.
func (f *Finder) holdsBytes(e ast.Expr) bool {
	t := f.pass.TypesInfo.TypeOf(e)
	if t == nil {
		return false
	}
	if pointer, ok := t.Underlying().(*types.Pointer); ok {
		t = pointer.Elem()
	}
	var element types.Type
	switch t := t.Underlying().(type) {
	case *types.Slice:
		element = t.Elem()
	case *types.Array:
		element = t.Elem()
	default:
		return false
	}
	basic, ok := element.Underlying().(*types.Basic)
	return ok && basic.Kind() == types.Byte
}

// PackageVariable returns the package variable that a place belongs to, if it can hold bytes or
// text; an error or a counter is no secret.
func (f *Finder) PackageVariable(place ast.Expr) *types.Var {
	t := f.pass.TypesInfo.TypeOf(place)
	for {
		switch e := ast.Unparen(place).(type) {
		case *ast.SelectorExpr:
			if v, ok := f.pass.TypesInfo.Uses[e.Sel].(*types.Var); ok && !v.IsField() {
				return holding(v, t)
			}
			place = e.X
		case *ast.IndexExpr:
			place = e.X
		case *ast.StarExpr:
			place = e.X
		case *ast.Ident:
			v, ok := f.pass.TypesInfo.Uses[e].(*types.Var)
			if !ok || v.Parent() != f.pass.Pkg.Scope() {
				return nil
			}
			return holding(v, t)
		default:
			return nil
		}
	}
}

// holding returns a variable if its part of a type can hold bytes or text.
func holding(v *types.Var, t types.Type) *types.Var {
	if t == nil {
		return nil
	}
	switch t := t.Underlying().(type) {
	case *types.Basic:
		if t.Info()&types.IsString != 0 {
			return v
		}
	case *types.Slice, *types.Array, *types.Pointer, *types.Struct:
		return v
	}
	return nil
}
