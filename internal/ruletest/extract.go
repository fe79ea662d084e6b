package ruletest

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// A summary of a function, applied at a call, must say what its body would say there.
// So what a rule finds in a function must stay when a part of the function moves into a
// helper, and where it finds nothing, nothing must appear. The types in this file move
// parts of the functions of one file.

// moves are the ways in which parts of a function become helpers.
var moves = []struct {
	name string
	of   func(*extractor, *ast.FuncDecl)
}{
	{"argument", (*extractor).arguments}, // what is passed to a call
	{"creation", (*extractor).creations}, // what makes the value of a variable
	{"call", (*extractor).calls},         // a call, with its arguments as parameters
	{"tail", (*extractor).tail},          // the second half of the body
}

// extractor moves parts of functions of a file into helpers.
type extractor struct {
	info   *types.Info
	pkg    *types.Package
	file   *ast.File
	source []byte
	start  token.Pos // of the source

	elsewhere bool              // the helpers are for another package
	imports   map[string]string // that the helpers need: name to import path
	edits     map[string][]edit // by the function that they change
	helpers   []helper
	first     int    // number of the first helper
	function  string // that is changed
	failed    bool   // the part at hand cannot move
}

// helper is a function that holds a part of another one.
type helper struct{ name, of, text string }

// apply moves parts of all functions whose names say what they are.
func (x *extractor) apply(move func(*extractor, *ast.FuncDecl)) {
	for _, decl := range x.file.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if ok && fn.Body != nil && isCase(fn.Name.Name) {
			x.function = nameOf(fn)
			move(x, fn)
		}
	}
}

// isCase reports whether a function shows a defect, or honest code.
func isCase(name string) bool {
	return strings.HasPrefix(name, "bad") || strings.HasPrefix(name, "good")
}

// nameOf names a function in its package.
func nameOf(fn *ast.FuncDecl) string {
	if fn.Recv == nil || len(fn.Recv.List) == 0 {
		return fn.Name.Name
	}
	receiver := fn.Recv.List[0].Type
	if pointer, ok := receiver.(*ast.StarExpr); ok {
		receiver = pointer.X
	}
	return types.ExprString(receiver) + "." + fn.Name.Name
}

// arguments moves what is passed to the calls of a function.
func (x *extractor) arguments(fn *ast.FuncDecl) {
	x.outermost(fn, func(call *ast.CallExpr) {
		for _, argument := range call.Args {
			switch ast.Unparen(argument).(type) {
			case *ast.Ident, *ast.BasicLit, *ast.FuncLit, *ast.UnaryExpr:
			default:
				x.expression(argument)
			}
		}
	})
}

// creations moves what makes the values of variables.
func (x *extractor) creations(fn *ast.FuncDecl) {
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.AssignStmt:
			if len(n.Rhs) == 1 && n.Tok == token.DEFINE {
				if _, function := n.Rhs[0].(*ast.FuncLit); !function {
					x.expression(n.Rhs[0])
				}
			}
		}
		return true
	})
}

// calls moves the calls of a function, and leaves their arguments where they are.
func (x *extractor) calls(fn *ast.FuncDecl) {
	x.outermost(fn, func(call *ast.CallExpr) { x.call(call) })
}

// outermost visits the calls of a function that are not within another call.
func (x *extractor) outermost(fn *ast.FuncDecl, visit func(*ast.CallExpr)) {
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.DeferStmt, *ast.GoStmt:
			return false
		case *ast.CallExpr:
			if kind := x.info.Types[n.Fun]; !kind.IsType() && !kind.IsBuiltin() {
				visit(n)
				return false
			}
		}
		return true
	})
}

// expression moves an expression. What it uses of the function is passed.
func (x *extractor) expression(e ast.Expr) {
	x.failed = false
	parameters := x.free(e)
	results := x.results(e)
	if x.failed || results == "" || x.changes(e, parameters) {
		return
	}
	x.move(e, e.End(), x.signature(parameters), results, "return "+x.text(e, e.End()), names(parameters))
}

// tail moves the second half of the body of a function.
func (x *extractor) tail(fn *ast.FuncDecl) {
	x.failed = false
	statements := fn.Body.List
	half := (len(statements) + 1) / 2
	if half == len(statements) {
		return
	}
	results, prefix := "", ""
	if list := fn.Type.Results; list != nil {
		if _, returns := statements[len(statements)-1].(*ast.ReturnStmt); !returns || len(list.List[0].Names) > 0 {
			return
		}
		signature := x.info.Defs[fn.Name].(*types.Func).Signature()
		results, prefix = x.tuple(signature.Results()), "return "
	}
	rest := &ast.BlockStmt{Lbrace: statements[half].Pos(), List: statements[half:]}
	parameters := x.free(rest)
	if x.failed || fn.Type.TypeParams != nil || x.capturedIn(statements[:half], parameters) {
		return
	}
	end := statements[len(statements)-1].End()
	x.moveStatements(statements[half], end, x.signature(parameters), results, x.text(statements[half], end), prefix, names(parameters))
}

// call moves a call whose operands become parameters.
func (x *extractor) call(call *ast.CallExpr) {
	x.failed = call.Ellipsis.IsValid()
	var parameters, passed []string
	operand := func(e ast.Expr) string {
		t := x.info.TypeOf(e)
		if basic, ok := t.(*types.Basic); ok && basic.Kind() == types.UntypedNil {
			return "nil"
		}
		name := fmt.Sprintf("a%d", len(passed))
		parameters = append(parameters, name+" "+x.typeText(types.Default(t)))
		passed = append(passed, x.text(e, e.End()))
		return name
	}
	function := x.callee(call, operand)
	var arguments []string
	for _, argument := range call.Args {
		arguments = append(arguments, operand(argument))
	}
	results := x.results(call)
	if x.failed {
		return
	}
	body := function + "(" + strings.Join(arguments, ", ") + ")"
	if results != "" {
		body = "return " + body
	}
	x.move(call, call.End(), strings.Join(parameters, ", "), results, body, passed)
}

// callee writes what is called, in the helper.
func (x *extractor) callee(call *ast.CallExpr, operand func(ast.Expr) string) string {
	fun := ast.Unparen(call.Fun)
	if selector, ok := fun.(*ast.SelectorExpr); ok {
		if selection := x.info.Selections[selector]; selection != nil {
			if selection.Kind() != types.MethodVal || x.addresses(selector) {
				x.failed = true
			}
			x.failed = x.failed || x.elsewhere && !selector.Sel.IsExported()
			return operand(selector.X) + "." + selector.Sel.Name
		}
	}
	if len(x.free(fun)) > 0 {
		return operand(fun)
	}
	return x.text(fun, fun.End())
}

// addresses reports whether a method takes the address of the variable that it is
// called on.
func (x *extractor) addresses(selector *ast.SelectorExpr) bool {
	selection := x.info.Selections[selector]
	if selection == nil || selection.Kind() != types.MethodVal {
		return false
	}
	receiver := selection.Obj().(*types.Func).Signature().Recv().Type()
	_, pointer := types.Unalias(receiver).(*types.Pointer)
	_, already := x.info.TypeOf(selector.X).Underlying().(*types.Pointer)
	return pointer && !already
}

// move replaces an expression by the call of a helper.
func (x *extractor) move(from ast.Node, end token.Pos, signature, results, body string, passed []string) {
	x.moveStatements(from, end, signature, results, body, "", passed)
}

func (x *extractor) moveStatements(from ast.Node, end token.Pos, signature, results, body, prefix string, passed []string) {
	name, call := fmt.Sprintf("part%d", x.first+len(x.helpers)), ""
	if x.elsewhere {
		name = fmt.Sprintf("Part%d", x.first+len(x.helpers))
		call = "elsewhere."
	}
	call += name + "(" + strings.Join(passed, ", ") + ")"
	x.helpers = append(x.helpers, helper{name, x.function, fmt.Sprintf("\nfunc %s(%s) %s {\n\t%s\n}\n", name, signature, results, body)})
	x.edits[x.function] = append(x.edits[x.function], edit{int(from.Pos() - x.start), int(end - x.start), prefix + call})
}

// text returns the source of a node.
func (x *extractor) text(from ast.Node, end token.Pos) string {
	return string(x.source[from.Pos()-x.start : end-x.start])
}

// free returns the local variables that a node uses and does not declare. What is not a
// variable and local, such as a type, cannot move.
func (x *extractor) free(n ast.Node) []*types.Var {
	var found []*types.Var
	ast.Inspect(n, func(n2 ast.Node) bool {
		id, ok := n2.(*ast.Ident)
		if !ok {
			return true
		}
		object := x.info.Uses[id]
		if object == nil || object.Parent() == nil || object.Parent() == types.Universe {
			return true // a field or a method, or what the language declares
		}
		if name, ok := object.(*types.PkgName); ok {
			x.imports[name.Name()] = name.Imported().Path()
			return true
		}
		if object.Parent() == x.pkg.Scope() {
			x.failed = x.failed || x.elsewhere
			return true
		}
		if n.Pos() <= object.Pos() && object.Pos() < n.End() {
			return true
		}
		variable, ok := object.(*types.Var)
		if !ok {
			x.failed = true
			return true
		}
		if !slices.Contains(found, variable) {
			found = append(found, variable)
		}
		return true
	})
	return found
}

// changes reports whether an expression may change a variable of the function, or share
// its memory: then a copy is something else.
func (x *extractor) changes(e ast.Expr, variables []*types.Var) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.UnaryExpr:
			_, literal := ast.Unparen(n.X).(*ast.CompositeLit)
			found = found || n.Op == token.AND && !literal || n.Op == token.ARROW
		case *ast.SliceExpr:
			_, array := x.info.TypeOf(n.X).Underlying().(*types.Array)
			found = found || array
		case *ast.SelectorExpr:
			found = found || x.addresses(n)
		case *ast.FuncLit:
			found = found || len(variables) > 0
		}
		return !found
	})
	return found
}

// capturedIn reports whether a closure in the statements uses one of the variables.
func (x *extractor) capturedIn(statements []ast.Stmt, variables []*types.Var) bool {
	found := false
	for _, statement := range statements {
		ast.Inspect(statement, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.DeferStmt:
				found = true
			case *ast.FuncLit:
				found = found || slices.ContainsFunc(x.free(n), func(v *types.Var) bool { return slices.Contains(variables, v) })
			}
			return !found
		})
	}
	return found
}

func names(variables []*types.Var) []string {
	var all []string
	for _, v := range variables {
		all = append(all, v.Name())
	}
	return all
}

func (x *extractor) signature(variables []*types.Var) string {
	var parameters []string
	for _, v := range variables {
		parameters = append(parameters, v.Name()+" "+x.typeText(v.Type()))
	}
	return strings.Join(parameters, ", ")
}

// results writes the types of what an expression gives.
func (x *extractor) results(e ast.Expr) string {
	switch t := x.info.TypeOf(e).(type) {
	case nil:
		return ""
	case *types.Tuple:
		return x.tuple(t)
	default:
		return x.typeText(types.Default(t))
	}
}

func (x *extractor) tuple(t *types.Tuple) string {
	if t.Len() == 0 {
		return ""
	}
	var results []string
	for v := range t.Variables() {
		results = append(results, x.typeText(v.Type()))
	}
	return "(" + strings.Join(results, ", ") + ")"
}

// typeText writes a type. One that the package of the helpers cannot name makes the part
// stay where it is.
func (x *extractor) typeText(t types.Type) string {
	x.failed = x.failed || !x.sayable(t)
	return types.TypeString(t, func(pkg *types.Package) string {
		if pkg == x.pkg {
			x.failed = x.failed || x.elsewhere
			return ""
		}
		for _, spec := range x.file.Imports {
			if name := x.info.PkgNameOf(spec); name != nil && name.Imported() == pkg && name.Name() != "_" && name.Name() != "." {
				x.imports[name.Name()] = pkg.Path()
				return name.Name()
			}
		}
		x.failed = true
		return pkg.Name()
	})
}

// sayable reports whether another function can name a type.
func (x *extractor) sayable(t types.Type) bool {
	switch t := t.(type) {
	case *types.Basic:
		return t.Kind() != types.Invalid && t.Info()&types.IsUntyped == 0
	case *types.Named:
		return x.declared(t.Obj()) && t.TypeArgs().Len() == 0
	case *types.Alias:
		return x.declared(t.Obj())
	case *types.Pointer:
		return x.sayable(t.Elem())
	case *types.Slice:
		return x.sayable(t.Elem())
	case *types.Array:
		return x.sayable(t.Elem())
	case *types.Chan:
		return x.sayable(t.Elem())
	case *types.Map:
		return x.sayable(t.Key()) && x.sayable(t.Elem())
	case *types.Signature:
		return t.TypeParams().Len() == 0 && x.allSayable(t.Params()) && x.allSayable(t.Results())
	case *types.Interface:
		return t.NumMethods() == 0
	}
	return false
}

func (x *extractor) allSayable(t *types.Tuple) bool {
	for v := range t.Variables() {
		if !x.sayable(v.Type()) {
			return false
		}
	}
	return true
}

func (x *extractor) declared(name *types.TypeName) bool {
	switch {
	case name.Pkg() == nil:
		return true
	case name.Pkg() == x.pkg:
		return name.Parent() == x.pkg.Scope()
	}
	return name.Exported()
}
