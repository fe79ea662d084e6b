package secretmemory

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/cryptolint/cryptolint/internal/rule"
)

// declare notes the functions of the package.
func (c *checker) declare() {
	c.functions = make(map[any]*ast.FuncDecl)
	for _, file := range c.Files {
		for _, decl := range file.Decls {
			if function, ok := decl.(*ast.FuncDecl); ok && function.Body != nil {
				c.functions[c.TypesInfo.Defs[function.Name]] = function
			}
		}
	}
}

// function reports functions that do nothing but erase a copy of what they are passed, and
// what is erased when they return and goes on to be used.
func (c *checker) function(function *ast.FuncDecl) {
	if function.Body == nil {
		return
	}
	c.keeps(function)
	c.convertedOnly(function.Body)
	for _, field := range append(parameters(function.Recv), parameters(function.Type.Params)...) {
		for _, name := range field.Names {
			object := c.TypesInfo.Defs[name]
			if object != nil && c.erasesCopy(function.Body, object) {
				c.report("copy", function.Body.List[0], rule.Finding{
					Message: fmt.Sprintf("%q erases a copy: the caller still has what was passed for %q", function.Name.Name, name.Name),
					Advice:  "pass a slice, or a pointer, and use clear", Instead: wipe,
				})
			}
		}
	}
}

func parameters(list *ast.FieldList) []*ast.Field {
	if list == nil {
		return nil
	}
	return list.List
}

// erasesCopy reports whether a body does nothing but set a parameter, or parts of it that
// are copied with it, to zero.
func (c *checker) erasesCopy(body *ast.BlockStmt, parameter types.Object) bool {
	erased := false
	for _, statement := range body.List {
		place := c.erasedBy(statement)
		switch {
		case place == nil:
			if !c.keepsAlive(statement) {
				return false
			}
		case !c.within(place, parameter) || !c.holdsSecret(place):
			return false
		default:
			erased = true
		}
	}
	return erased
}

// erasedBy returns the place that a statement sets to zero, all of it, or nil.
func (c *checker) erasedBy(statement ast.Stmt) ast.Expr {
	switch statement := statement.(type) {
	case *ast.AssignStmt:
		if statement.Tok == token.ASSIGN && len(statement.Lhs) == 1 && c.zero(statement.Rhs[0]) {
			return statement.Lhs[0]
		}
	case *ast.RangeStmt: // for i := range x { x[i] = 0 }
		if len(statement.Body.List) != 1 || statement.Value != nil {
			return nil
		}
		if element, ok := c.erasedBy(statement.Body.List[0]).(*ast.IndexExpr); ok && types.ExprString(element.X) == types.ExprString(statement.X) {
			return element
		}
	case *ast.ForStmt: // for i := 0; i < len(x); i++ { x[i] = 0 }
		if len(statement.Body.List) != 1 || statement.Cond == nil {
			return nil
		}
		if element, ok := c.erasedBy(statement.Body.List[0]).(*ast.IndexExpr); ok {
			return element
		}
	case *ast.ExprStmt:
		if call, ok := statement.X.(*ast.CallExpr); ok {
			if erased := c.erasedAt(call); erased != nil {
				return &ast.IndexExpr{X: erased, Index: erased}
			}
		}
	}
	return nil
}

// holdsSecret reports whether a place is bytes, an element of some, or text.
func (c *checker) holdsSecret(place ast.Expr) bool {
	if element, ok := place.(*ast.IndexExpr); ok {
		place = element.X
	}
	if c.holdsBytes(place) {
		return true
	}
	basic, ok := c.TypesInfo.TypeOf(place).Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsString != 0
}

// within reports whether a place is a part of a variable itself, and not of memory that it
// refers to.
func (c *checker) within(place ast.Expr, variable types.Object) bool {
	switch place := ast.Unparen(place).(type) {
	case *ast.Ident:
		return c.TypesInfo.Uses[place] == variable
	case *ast.IndexExpr:
		return c.isArray(place.X) && c.within(place.X, variable)
	case *ast.SliceExpr:
		return c.isArray(place.X) && c.within(place.X, variable)
	case *ast.SelectorExpr:
		_, isStruct := c.TypesInfo.TypeOf(place.X).Underlying().(*types.Struct)
		return isStruct && c.within(place.X, variable)
	}
	return false
}

func (c *checker) isArray(e ast.Expr) bool {
	if slice, ok := ast.Unparen(e).(*ast.SliceExpr); ok {
		return c.isArray(slice.X)
	}
	t := c.TypesInfo.TypeOf(e)
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Array)
	return ok
}

// keepsAlive reports whether a statement is a call of runtime.KeepAlive.
func (c *checker) keepsAlive(statement ast.Stmt) bool {
	expression, ok := statement.(*ast.ExprStmt)
	if !ok {
		return false
	}
	call, ok := expression.X.(*ast.CallExpr)
	if !ok {
		return false
	}
	called := c.called(call)
	return called != nil && called.FullName() == "runtime.KeepAlive"
}

// converted reports bytes of a string that are made to be erased.
func (c *checker) converted(call *ast.CallExpr) {
	if text := c.text(erasedExpr(c.erasedAt(call))); text != nil {
		c.copied(call, text)
	}
}

func (c *checker) copied(at ast.Node, text ast.Expr) {
	c.report("string", at, rule.Finding{
		Message: fmt.Sprintf("the conversion copies the string %q, and only the copy is erased", types.ExprString(text)),
		Advice:  "keep the secret as []byte from the beginning, and erase that", Instead: bytes,
	})
}

// text returns the string of which an expression makes bytes, or nil.
func (c *checker) text(e ast.Expr) ast.Expr {
	conversion, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || len(conversion.Args) != 1 || !c.TypesInfo.Types[conversion.Fun].IsType() || c.TypesInfo.Types[conversion.Args[0]].Value != nil {
		return nil
	}
	if basic, ok := c.TypesInfo.TypeOf(conversion.Args[0]).Underlying().(*types.Basic); !ok || basic.Info()&types.IsString == 0 {
		return nil
	}
	return conversion.Args[0]
}

// convertedOnly reports variables that hold the bytes of a string for nothing but to be
// erased.
func (c *checker) convertedOnly(body *ast.BlockStmt) {
	texts, others := make(map[types.Object]ast.Expr), make(map[types.Object]bool)
	places := make(map[types.Object]ast.Node)
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE && len(n.Lhs) == 1 && len(n.Rhs) == 1 {
				if name, ok := n.Lhs[0].(*ast.Ident); ok && c.text(n.Rhs[0]) != nil {
					texts[c.TypesInfo.Defs[name]], places[c.TypesInfo.Defs[name]] = c.text(n.Rhs[0]), n
				}
			}
		case *ast.CallExpr:
			return c.erasedAt(n) == nil
		case *ast.RangeStmt:
			return c.erasedBy(n) == nil
		case *ast.ForStmt:
			return c.erasedBy(n) == nil
		case *ast.Ident:
			others[c.TypesInfo.Uses[n]] = true
		}
		return true
	})
	for v, text := range texts {
		if !others[v] && v != nil {
			c.copied(places[v], text)
		}
	}
}

func erasedExpr(e ast.Expr) ast.Expr {
	if e == nil {
		return &ast.BadExpr{}
	}
	return e
}

// erasedAt returns the argument that a call fills with zeros and does nothing else with, or
// nil.
func (c *checker) erasedAt(call *ast.CallExpr) ast.Expr {
	if builtin, ok := ast.Unparen(call.Fun).(*ast.Ident); ok && len(call.Args) == 1 {
		if _, ok := c.TypesInfo.Uses[builtin].(*types.Builtin); ok && builtin.Name == "clear" && c.holdsBytes(call.Args[0]) {
			return call.Args[0]
		}
	}
	function := c.called(call)
	if function == nil || call.Ellipsis.IsValid() {
		return nil
	}
	for i, argument := range call.Args {
		if c.holdsBytes(argument) && (c.erases(function, i) || function.Pkg() != c.Pkg && c.graph.Erases(function, i)) {
			return argument
		}
	}
	return nil
}

// erases reports whether a function of the package does nothing but erase the memory of a
// parameter.
func (c *checker) erases(function *types.Func, parameter int) bool {
	declared := c.functions[function]
	signature := function.Signature()
	if declared == nil || parameter >= signature.Params().Len() || signature.Variadic() || signature.Results().Len() > 0 {
		return false
	}
	erased := false
	for _, statement := range declared.Body.List {
		if call, ok := statement.(*ast.ExprStmt); ok {
			if called, ok := call.X.(*ast.CallExpr); ok && c.called(called) == function {
				return false
			}
		}
		place, ok := c.erasedBy(statement).(*ast.IndexExpr)
		switch {
		case !ok && !c.keepsAlive(statement):
			return false
		case ok:
			erased = erased || c.names(place.X, signature.Params().At(parameter)) || c.names(sliced(place.X), signature.Params().At(parameter))
		}
	}
	return erased && !c.isArrayType(signature.Params().At(parameter).Type())
}

// sliced returns what a slice is taken of.
func sliced(e ast.Expr) ast.Expr {
	if slice, ok := ast.Unparen(e).(*ast.SliceExpr); ok {
		return slice.X
	}
	return e
}

func (c *checker) isArrayType(t types.Type) bool {
	_, ok := t.Underlying().(*types.Array)
	return ok
}

// called returns the function that is called, or nil where that is a value.
func (c *checker) called(call *ast.CallExpr) *types.Func {
	function, _ := typeutil.Callee(c.TypesInfo, call).(*types.Func)
	return function
}

func (c *checker) names(e ast.Expr, object types.Object) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && object != nil && c.TypesInfo.Uses[id] == object
}

// zero reports whether an expression is zero, nil, empty or newly made.
func (c *checker) zero(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		return len(e.Elts) == 0
	case *ast.CallExpr:
		made, ok := ast.Unparen(e.Fun).(*ast.Ident)
		return ok && made.Name == "make"
	}
	t := c.TypesInfo.Types[e]
	return t.IsNil() || t.Value != nil && (t.Value.ExactString() == "0" || t.Value.ExactString() == `""`)
}

// holdsBytes reports whether an expression is bytes: a slice, an array, a pointer to one.
func (c *checker) holdsBytes(e ast.Expr) bool {
	t := c.TypesInfo.TypeOf(e)
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
