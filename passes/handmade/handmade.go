// Package handmade finds what a package writes itself in the place of cryptography: loops
// that combine data with a key that repeats, functions that only encode, types that are
// ciphers or hashes. It looks at the syntax and follows no value, so it also sees packages
// that import no cryptography.
package handmade

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
)

// Analyzer computes *Findings.
var Analyzer = &analysis.Analyzer{
	Name:       "cryptohandmade",
	Doc:        "list what a package writes itself in the place of cryptography\n\nThis pass reports nothing. Rules of cryptolint stand on it.",
	Requires:   []*analysis.Analyzer{inspect.Analyzer},
	Run:        run,
	ResultType: reflect.TypeFor[*Findings](),
}

// Findings is what a package writes itself, in the order of its files. It does not change.
type Findings struct {
	XORs     []XOR
	Encoders []*ast.FuncDecl // functions that encode what they are given and do nothing else
	Types    []Type          // in the order of their names
}

// XOR is an exclusive or of data and a key that is shorter than they are and begins again:
// data[i] ^ key[i%len(key)].
type XOR struct {
	Node ast.Node // the exclusive or
	Key  ast.Expr // what repeats
}

// Type is a type of the package that implements an interface of crypto/cipher.
type Type struct {
	*types.TypeName
	Interface string // its name: "Block"
	Own       bool   // it is a struct that holds no value of a package of cryptography, and no generic one
}

// Of returns what the package of a pass writes itself, for an analyzer that requires
// Analyzer.
func Of(pass *analysis.Pass) *Findings { return pass.ResultOf[Analyzer].(*Findings) }

func run(pass *analysis.Pass) (any, error) {
	found := &Findings{}
	files := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	own := make(map[types.Object]*ast.FuncDecl)
	files.Preorder([]ast.Node{(*ast.FuncDecl)(nil)}, func(n ast.Node) {
		if decl := n.(*ast.FuncDecl); decl.Body != nil {
			own[pass.TypesInfo.Defs[decl.Name]] = decl
		}
	})
	encoders := slices.ContainsFunc(pass.Pkg.Imports(), func(imported *types.Package) bool { return encodings[imported.Path()] })
	files.Preorder([]ast.Node{(*ast.FuncDecl)(nil)}, func(n ast.Node) {
		decl := n.(*ast.FuncDecl)
		if decl.Body == nil {
			return
		}
		f := function{pass.TypesInfo, own, decl}
		found.XORs = append(found.XORs, f.xors()...)
		if encoders && f.encodes() {
			found.Encoders = append(found.Encoders, decl)
		}
	})
	found.Types = ciphers(pass.Pkg)
	return found, nil
}

// function is a function of the package.
type function struct {
	info *types.Info
	own  map[types.Object]*ast.FuncDecl // the functions of the package
	decl *ast.FuncDecl
}

// xors returns the exclusive ors with a key that repeats.
func (f function) xors() []XOR {
	var found []XOR
	add := func(n ast.Node, operands ...ast.Expr) {
		for _, operand := range operands {
			if key := f.repeated(operand); key != nil {
				found = append(found, XOR{n, key})
				return
			}
		}
	}
	ast.Inspect(f.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.Op == token.XOR {
				add(n, n.X, n.Y)
			}
		case *ast.AssignStmt:
			if n.Tok == token.XOR_ASSIGN {
				add(n, n.Rhs...)
			}
		}
		return true
	})
	return found
}

// repeated returns the key of an element key[i%len(key)], also where it is converted or the
// length is kept in a variable.
func (f function) repeated(operand ast.Expr) ast.Expr {
	operand = ast.Unparen(operand)
	if call, ok := operand.(*ast.CallExpr); ok && len(call.Args) == 1 && f.info.Types[call.Fun].IsType() {
		return f.repeated(call.Args[0])
	}
	element, ok := operand.(*ast.IndexExpr)
	if !ok || !isByte(f.info.TypeOf(element)) {
		return nil
	}
	index, ok := ast.Unparen(element.Index).(*ast.BinaryExpr)
	if !ok || index.Op != token.REM || !f.isLength(index.Y, element.X) {
		return nil
	}
	return element.X
}

// isByte reports whether a type is byte, or one that is made of it.
func isByte(t types.Type) bool {
	if t == nil {
		return false
	}
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Kind() == types.Byte
}

// isLength reports whether an expression is the length of a key: len(key), a variable that
// was set to it, the constant length of an array or a text.
func (f function) isLength(length, key ast.Expr) bool {
	length = ast.Unparen(length)
	if call, ok := length.(*ast.CallExpr); ok {
		name, builtin := ast.Unparen(call.Fun).(*ast.Ident)
		return builtin && name.Name == "len" && len(call.Args) == 1 && f.same(call.Args[0], key) ||
			f.info.Types[call.Fun].IsType() && len(call.Args) == 1 && f.isLength(call.Args[0], key)
	}
	name, ok := length.(*ast.Ident)
	if !ok {
		return false
	}
	object := f.info.Uses[name]
	set := false
	ast.Inspect(f.decl.Body, func(n ast.Node) bool {
		assignment, ok := n.(*ast.AssignStmt)
		if !ok || len(assignment.Lhs) != len(assignment.Rhs) {
			return true
		}
		for i, left := range assignment.Lhs {
			id, ok := left.(*ast.Ident)
			if ok && object != nil && f.info.Defs[id] == object {
				_, again := ast.Unparen(assignment.Rhs[i]).(*ast.CallExpr)
				set = again && f.isLength(assignment.Rhs[i], key)
			}
		}
		return true
	})
	return set
}

// same reports whether two expressions are written the same.
func (f function) same(a, b ast.Expr) bool { return types.ExprString(a) == types.ExprString(b) }
