// Package mention finds what the files of a package name of other packages: imports,
// functions, methods, types, variables, constants and fields. It follows no value, so
// it is for rules to which the name alone is the defect: a package that nobody
// maintains, a function that should not be called at all.
package mention

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strconv"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
)

// Analyzer computes *Mentions.
var Analyzer = &analysis.Analyzer{
	Name:       "cryptomentions",
	Doc:        "list what a package names of other packages\n\nThis pass reports nothing. Rules of cryptolint stand on it.",
	Requires:   []*analysis.Analyzer{inspect.Analyzer},
	Run:        run,
	ResultType: reflect.TypeFor[*Mentions](),
}

// Mentions is what a package names, in the order of its files. It does not change.
type Mentions struct {
	Imports []Import
	Symbols []Symbol

	comparisons []comparison
	literals    []*ast.CompositeLit            // with elements
	declared    map[types.Object]*ast.CallExpr // variables that are declared with a call
	info        *types.Info
}

// comparison is a comparison with a text that is written in the program.
type comparison struct {
	node *ast.BinaryExpr
	with ast.Expr // the other side
}

// Import is an import declaration.
type Import struct {
	Spec *ast.ImportSpec
	Path string // without quotes
}

// Symbol is one place that names a symbol of another package.
type Symbol struct {
	Name   string        // with its import path: "crypto/rsa.EncryptPKCS1v15", "crypto/tls.Config.MinVersion", "crypto/x509.Certificate.Verify"
	Object types.Object  // what is named
	Node   ast.Expr      // the name: a selector, or an identifier after a dot import or in a literal
	Call   *ast.CallExpr // the call of it, or nil where it is a value

	Set *Set // what sets it there, or nil where nothing does

	info *types.Info
}

// Set is what sets a variable or a field: an assignment, or an element of a struct literal.
type Set struct {
	Node  ast.Node // the statement or the element
	Value ast.Expr // nil where a call returns several values
	Whole bool     // what it held before is gone: false for |= and the like
}

// Constant returns what is written as an argument of the call, from 0 without a receiver. It
// is nil where the symbol is not called, and where the argument is no constant.
func (s Symbol) Constant(argument int) constant.Value {
	if s.Call == nil || argument >= len(s.Call.Args) {
		return nil
	}
	return s.info.Types[s.Call.Args[argument]].Value
}

// Setting returns the constant that a setting is given: what sets a field or a variable, or
// the first argument of the function that makes an option. It is nil where there is none.
func (s Symbol) Setting() constant.Value {
	if s.Set != nil && s.Set.Value != nil {
		return s.info.Types[s.Set.Value].Value
	}
	return s.Constant(0)
}

// Of returns what the package of a pass names, for an analyzer that requires Analyzer.
func Of(pass *analysis.Pass) *Mentions { return pass.ResultOf[Analyzer].(*Mentions) }

// Named returns the places that name one of the symbols, each with its import path.
func (m *Mentions) Named(symbols ...string) []Symbol {
	var found []Symbol
	for _, s := range m.Symbols {
		if slices.Contains(symbols, s.Name) {
			found = append(found, s)
		}
	}
	return found
}

// ComparedWithText returns the comparisons of what one of the symbols is, or returns, with a
// text that is written in the program and is not empty.
func (m *Mentions) ComparedWithText(symbols ...string) []*ast.BinaryExpr {
	named := make(map[ast.Expr]bool)
	for _, s := range m.Named(symbols...) {
		named[s.Node] = true
		if s.Call != nil {
			named[s.Call] = true
		}
	}
	var found []*ast.BinaryExpr
	for _, c := range m.comparisons {
		if named[c.with] {
			found = append(found, c.node)
		}
	}
	return found
}

func run(pass *analysis.Pass) (any, error) {
	c := &collector{pass: pass, calls: make(map[ast.Expr]*ast.CallExpr), selected: make(map[*ast.Ident]ast.Expr), sets: make(map[ast.Expr]*Set), literals: make(map[*ast.Ident]types.Type)}
	c.found.info, c.found.declared = pass.TypesInfo, make(map[types.Object]*ast.CallExpr)
	files := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	files.Preorder([]ast.Node{(*ast.ImportSpec)(nil), (*ast.CallExpr)(nil), (*ast.SelectorExpr)(nil), (*ast.CompositeLit)(nil), (*ast.AssignStmt)(nil), (*ast.BinaryExpr)(nil), (*ast.Ident)(nil)}, c.node)
	return &c.found, nil
}

type collector struct {
	pass     *analysis.Pass
	calls    map[ast.Expr]*ast.CallExpr // by what is called
	selected map[*ast.Ident]ast.Expr    // the selector that an identifier ends
	sets     map[ast.Expr]*Set          // by what is set
	literals map[*ast.Ident]types.Type  // of the literal in which an identifier is the name of a field
	found    Mentions
}

// node enters a node. What is around it comes first.
func (c *collector) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.ImportSpec:
		if path, err := strconv.Unquote(n.Path.Value); err == nil {
			c.found.Imports = append(c.found.Imports, Import{n, path})
		}
	case *ast.CallExpr:
		c.calls[ast.Unparen(n.Fun)] = n
	case *ast.SelectorExpr:
		c.selected[n.Sel] = n
	case *ast.CompositeLit:
		c.literal(n)
	case *ast.AssignStmt:
		c.assignment(n)
	case *ast.BinaryExpr:
		c.comparison(n)
	case *ast.Ident:
		c.symbol(n)
	}
}

// literal enters the fields that a literal sets.
func (c *collector) literal(n *ast.CompositeLit) {
	t := c.pass.TypesInfo.TypeOf(n)
	if len(n.Elts) > 0 {
		c.found.literals = append(c.found.literals, n)
	}
	for _, element := range n.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if key, ok := pair.Key.(*ast.Ident); ok {
			c.literals[key] = t
			if v, ok := c.pass.TypesInfo.Uses[key].(*types.Var); ok && v.IsField() {
				c.sets[key] = &Set{pair, pair.Value, true}
			}
		}
	}
}

// assignment enters what an assignment sets.
func (c *collector) assignment(n *ast.AssignStmt) {
	for i, left := range n.Lhs {
		set := &Set{Node: n, Whole: n.Tok == token.ASSIGN || n.Tok == token.DEFINE}
		if len(n.Lhs) == len(n.Rhs) {
			set.Value = n.Rhs[i]
		}
		c.sets[ast.Unparen(left)] = set
		if call, ok := ast.Unparen(set.Value).(*ast.CallExpr); ok && n.Tok == token.DEFINE {
			if variable := c.pass.TypesInfo.Defs[left.(*ast.Ident)]; variable != nil {
				c.found.declared[variable] = call
			}
		}
	}
}

// comparison enters a comparison with a text.
func (c *collector) comparison(n *ast.BinaryExpr) {
	if n.Op != token.EQL && n.Op != token.NEQ {
		return
	}
	for _, sides := range [][2]ast.Expr{{n.X, n.Y}, {n.Y, n.X}} {
		text := c.pass.TypesInfo.Types[sides[1]].Value
		if text != nil && text.Kind() == constant.String && constant.StringVal(text) != "" {
			c.found.comparisons = append(c.found.comparisons, comparison{n, ast.Unparen(sides[0])})
		}
	}
}

func (c *collector) symbol(id *ast.Ident) {
	object := c.pass.TypesInfo.Uses[id]
	if object == nil || object.Pkg() == nil || object.Pkg() == c.pass.Pkg {
		return
	}
	name := symbolName(object, c.selection(id))
	if name == "" {
		return
	}
	var node ast.Expr = id
	if selector := c.selected[id]; selector != nil {
		node = selector
	}
	c.found.Symbols = append(c.found.Symbols, Symbol{Name: name, Object: object, Node: node, Call: c.calls[node], Set: c.sets[node], info: c.pass.TypesInfo})
}

// selection returns the type whose field or method an identifier selects, or whose field
// it names in a literal, or nil.
func (c *collector) selection(id *ast.Ident) types.Type {
	if literal := c.literals[id]; literal != nil {
		return literal
	}
	selector, ok := c.selected[id].(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	if s := c.pass.TypesInfo.Selections[selector]; s != nil {
		return s.Recv()
	}
	return nil
}

// symbolName names an object with its import path. A method is named after the type that
// declares it, a field after the type of the value that it is selected from. It is empty
// for what has no such name: a package, a label, a field in a literal.
func symbolName(object types.Object, selected types.Type) string {
	switch object := object.(type) {
	case *types.Func:
		if recv := object.Signature().Recv(); recv != nil {
			return memberName(object, recv.Type())
		}
	case *types.Var:
		if object.IsField() {
			return memberName(object, selected)
		}
	case *types.PkgName:
		return ""
	}
	if object.Parent() != object.Pkg().Scope() {
		return ""
	}
	return object.Pkg().Path() + "." + object.Name()
}

func memberName(member types.Object, owner types.Type) string {
	name := TypeName(owner)
	if name == "" {
		return ""
	}
	return name + "." + member.Name()
}

// TypeName returns the name of a type, or of the type that it points to, with its import
// path: "math/rand.Rand". It is empty for nil, and for types that no package names.
func TypeName(t types.Type) string {
	declared := declaration(t)
	if declared == nil || declared.Pkg() == nil {
		return ""
	}
	return declared.Pkg().Path() + "." + declared.Name()
}

// declaration returns what declares a type, or the type that it points to, or nil.
func declaration(t types.Type) *types.TypeName {
	if t == nil {
		return nil
	}
	t = types.Unalias(t)
	if pointer, ok := t.(*types.Pointer); ok {
		t = types.Unalias(pointer.Elem())
	}
	if named, ok := t.(*types.Named); ok {
		return named.Obj()
	}
	return nil
}
