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
	return handsOn(pass, func(t types.Type) bool { return TypeName(t) == name }, nil)
}

// HandsOnMembers reports whether a function of the package returns values with one of some
// fields or methods, or a map in which others may look for them, or a function of a package
// other than those gets one.
func HandsOnMembers(pass *analysis.Pass, members []string, besides ...string) bool {
	return handsOn(pass, func(t types.Type) bool {
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
	}, besides)
}

func handsOn(pass *analysis.Pass, such func(types.Type) bool, besides []string) bool {
	is := func(expr ast.Expr) bool { return such(pass.TypesInfo.TypeOf(expr)) }
	return some(pass, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncType:
			return n.Results != nil && slices.ContainsFunc(n.Results.List, func(f *ast.Field) bool { return is(f.Type) })
		case *ast.CallExpr:
			called := typeutil.Callee(pass.TypesInfo, n)
			if called != nil && called.Pkg() != nil && slices.Contains(besides, called.Pkg().Path()) {
				return false
			}
			return slices.ContainsFunc(n.Args, is)
		}
		return false
	})
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
