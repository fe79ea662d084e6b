// Package erasure tells what code erases: which memory a statement, a call or a function sets to
// zero and does nothing else with. It looks at the syntax and follows no value.
package erasure

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
)

// Finder tells what the code of one package erases.
type Finder struct {
	pass      *analysis.Pass
	functions map[types.Object]*ast.FuncDecl
	elsewhere func(function *types.Func, argument int) bool
}

// New returns a finder for the package of a pass. Elsewhere says whether a function of another
// package erases an argument.
func New(pass *analysis.Pass, elsewhere func(function *types.Func, argument int) bool) *Finder {
	f := &Finder{pass, make(map[types.Object]*ast.FuncDecl), elsewhere}
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			if function, ok := decl.(*ast.FuncDecl); ok && function.Body != nil {
				f.functions[pass.TypesInfo.Defs[function.Name]] = function
			}
		}
	}
	return f
}

// Body returns the body of a function of the package, or nil.
func (f *Finder) Body(function types.Object) *ast.BlockStmt {
	if declared := f.functions[function]; declared != nil {
		return declared.Body
	}
	return nil
}

// At returns the argument that a call fills with zeros and does nothing else with, or
// nil.
func (f *Finder) At(call *ast.CallExpr) ast.Expr {
	if builtin, ok := ast.Unparen(call.Fun).(*ast.Ident); ok && len(call.Args) == 1 {
		if _, ok := f.pass.TypesInfo.Uses[builtin].(*types.Builtin); ok && builtin.Name == "clear" && f.holdsBytes(call.Args[0]) {
			return call.Args[0]
		}
	}
	function := f.Called(call)
	if function == nil || call.Ellipsis.IsValid() {
		return nil
	}
	for i, argument := range call.Args {
		if f.holdsBytes(argument) && (f.erases(function, i) || function.Pkg() != f.pass.Pkg && f.elsewhere(function, i)) {
			return argument
		}
	}
	return nil
}

// erases reports whether a function of the package does nothing but erase the memory of a
// parameter.
func (f *Finder) erases(function *types.Func, parameter int) bool {
	declared := f.functions[function]
	signature := function.Signature()
	if declared == nil || parameter >= signature.Params().Len() || signature.Variadic() || signature.Results().Len() > 0 {
		return false
	}
	erased := false
	for _, statement := range declared.Body.List {
		if call, ok := statement.(*ast.ExprStmt); ok {
			if called, ok := call.X.(*ast.CallExpr); ok && f.Called(called) == function {
				return false
			}
		}
		place, ok := f.erasedBy(statement).(*ast.IndexExpr)
		switch {
		case !ok && !f.keepsAlive(statement):
			return false
		case ok:
			erased = erased || f.names(place.X, signature.Params().At(parameter)) || f.names(sliced(place.X), signature.Params().At(parameter))
		}
	}
	return erased && !f.isArrayType(signature.Params().At(parameter).Type())
}

// OnlyCopies returns the parameters of a function that does nothing but erase its copy of
// them.
func (f *Finder) OnlyCopies(function *ast.FuncDecl) []*ast.Ident {
	var found []*ast.Ident
	for _, field := range append(fields(function.Recv), fields(function.Type.Params)...) {
		for _, name := range field.Names {
			if object := f.pass.TypesInfo.Defs[name]; object != nil && f.onlyCopy(function.Body, object) {
				found = append(found, name)
			}
		}
	}
	return found
}

// onlyCopy reports whether a body does nothing but set a parameter, or parts of it that
// are copied with it, to zero.
func (f *Finder) onlyCopy(body *ast.BlockStmt, parameter types.Object) bool {
	erased := false
	for _, statement := range body.List {
		place := f.erasedBy(statement)
		switch {
		case place == nil:
			if !f.keepsAlive(statement) {
				return false
			}
		case !f.within(place, parameter) || !f.holdsSecret(place):
			return false
		default:
			erased = true
		}
	}
	return erased
}

// erasedBy returns the place that a statement sets to zero, all of it, or nil.
func (f *Finder) erasedBy(statement ast.Stmt) ast.Expr {
	switch statement := statement.(type) {
	case *ast.AssignStmt:
		if statement.Tok == token.ASSIGN && len(statement.Lhs) == 1 && f.zero(statement.Rhs[0]) {
			return statement.Lhs[0]
		}
	case *ast.RangeStmt: // for i := range x { x[i] = 0 }
		if len(statement.Body.List) != 1 || statement.Value != nil {
			return nil
		}
		if element, ok := f.erasedBy(statement.Body.List[0]).(*ast.IndexExpr); ok && types.ExprString(element.X) == types.ExprString(statement.X) {
			return element
		}
	case *ast.ForStmt: // for i := 0; i < len(x); i++ { x[i] = 0 }
		if len(statement.Body.List) != 1 || statement.Cond == nil {
			return nil
		}
		if element, ok := f.erasedBy(statement.Body.List[0]).(*ast.IndexExpr); ok {
			return element
		}
	case *ast.ExprStmt:
		if call, ok := statement.X.(*ast.CallExpr); ok {
			if erased := f.At(call); erased != nil {
				return &ast.IndexExpr{X: erased, Index: erased}
			}
		}
	}
	return nil
}

// holdsSecret reports whether a place is bytes, an element of some, or text.
func (f *Finder) holdsSecret(place ast.Expr) bool {
	if element, ok := place.(*ast.IndexExpr); ok {
		place = element.X
	}
	if f.holdsBytes(place) {
		return true
	}
	basic, ok := f.pass.TypesInfo.TypeOf(place).Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsString != 0
}

// within reports whether a place is a part of a variable itself, and not of memory that it
// refers to.
func (f *Finder) within(place ast.Expr, variable types.Object) bool {
	switch place := ast.Unparen(place).(type) {
	case *ast.Ident:
		return f.pass.TypesInfo.Uses[place] == variable
	case *ast.IndexExpr:
		return f.isArray(place.X) && f.within(place.X, variable)
	case *ast.SliceExpr:
		return f.isArray(place.X) && f.within(place.X, variable)
	case *ast.SelectorExpr:
		_, isStruct := f.pass.TypesInfo.TypeOf(place.X).Underlying().(*types.Struct)
		return isStruct && f.within(place.X, variable)
	}
	return false
}

func (f *Finder) isArray(e ast.Expr) bool {
	if slice, ok := ast.Unparen(e).(*ast.SliceExpr); ok {
		return f.isArray(slice.X)
	}
	t := f.pass.TypesInfo.TypeOf(e)
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Array)
	return ok
}

// keepsAlive reports whether a statement is a call of runtime.KeepAlive.
func (f *Finder) keepsAlive(statement ast.Stmt) bool {
	expression, ok := statement.(*ast.ExprStmt)
	if !ok {
		return false
	}
	call, ok := expression.X.(*ast.CallExpr)
	if !ok {
		return false
	}
	called := f.Called(call)
	return called != nil && called.FullName() == "runtime.KeepAlive"
}
