package mention

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"
)

// Spells reports whether a text that is written in the package, or the JSON name of a field, is
// one of some names: those by which it reads a document.
func Spells(pass *analysis.Pass, names ...string) bool {
	return some(pass, func(n ast.Node) bool {
		literal, ok := n.(*ast.BasicLit)
		if !ok || literal.Kind != token.STRING {
			return false
		}
		text, err := strconv.Unquote(literal.Value)
		name, _, _ := strings.Cut(reflect.StructTag(text).Get("json"), ",")
		return err == nil && (slices.Contains(names, text) || slices.Contains(names, name))
	})
}

// HandsOn reports whether a function of the package returns values of a type, with its import
// path, or a call gets one: others may look at it.
func HandsOn(pass *analysis.Pass, name string) bool {
	is := func(expr ast.Expr) bool { return TypeName(pass.TypesInfo.TypeOf(expr)) == name }
	return some(pass, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncType:
			return returns(n, is)
		case *ast.CallExpr:
			return slices.ContainsFunc(n.Args, is)
		}
		return false
	})
}

// HandsOnMembers reports whether a function that others can call returns values with one of
// some fields or methods, or a map in which they may look for them, or a function of another
// package than those gets one.
func HandsOnMembers(pass *analysis.Pass, members []string, besides ...string) bool {
	such := func(expr ast.Expr) bool {
		t := pass.TypesInfo.TypeOf(expr)
		if t == nil {
			return false
		}
		if entries, ok := t.Underlying().(*types.Map); ok && types.IsInterface(entries.Elem()) {
			return true
		}
		return slices.ContainsFunc(members, func(name string) bool {
			member, _, _ := types.LookupFieldOrMethod(t, true, pass.Pkg, name)
			return member != nil
		})
	}
	besides = append(slices.Clone(besides), pass.Pkg.Path())
	return some(pass, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			return n.Name.IsExported() && returns(n.Type, such)
		case *ast.FuncLit:
			return returns(n.Type, such)
		case *ast.CallExpr:
			called := typeutil.Callee(pass.TypesInfo, n)
			own := called != nil && called.Pkg() != nil && slices.Contains(besides, called.Pkg().Path())
			return !own && slices.ContainsFunc(n.Args, such)
		}
		return false
	})
}

func returns(function *ast.FuncType, such func(ast.Expr) bool) bool {
	return function.Results != nil && slices.ContainsFunc(function.Results.List, func(f *ast.Field) bool { return such(f.Type) })
}

// Declares reports whether a pointer leads to a type that is written in the package.
func Declares(pkg *types.Package, t types.Type) bool {
	pointer, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return false
	}
	if named, ok := types.Unalias(pointer.Elem()).(*types.Named); ok {
		return named.Obj().Pkg() == pkg
	}
	_, isStruct := pointer.Elem().Underlying().(*types.Struct)
	return isStruct
}

// some reports whether the files hold a node of a kind.
func some(pass *analysis.Pass, is func(ast.Node) bool) bool {
	found := false
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			found = found || n != nil && is(n)
			return !found
		})
	}
	return found
}
