package handmade

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// around are the packages whose functions change nothing about who can read a text.
var around = map[string]bool{
	"strings": true, "bytes": true, "fmt": true, "strconv": true, "errors": true, "io": true, "unicode": true, "unicode/utf8": true, "net/url": true,
	"slices": true, "compress/gzip": true, "compress/flate": true, "compress/zlib": true,
}

// maxHelpers bounds the functions of the package that an encoder calls, one by the other.
const maxHelpers = 3

// encodes reports whether a function returns a text that it encoded, and does nothing else.
func (f function) encodes() bool {
	if !f.returnsText() {
		return false // a request to somebody who does more, in a map or a struct
	}
	encodes, plain := f.does(maxHelpers)
	return encodes && plain
}

// returnsText reports whether the first result of a function is a string or bytes.
func (f function) returnsText() bool {
	results := f.decl.Type.Results
	if results == nil || len(results.List) == 0 {
		return false
	}
	switch t := f.info.TypeOf(results.List[0].Type).Underlying().(type) {
	case *types.Basic:
		return t.Info()&types.IsString != 0
	case *types.Slice:
		return isByte(t.Elem())
	}
	return false
}

// does tells whether a function calls an encoder, and whether it is plain: it calls no
// function of which more could be expected. Depth bounds its helpers.
func (f function) does(depth int) (encodes, plain bool) {
	found := false
	harmless := true
	ast.Inspect(f.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			harmless = harmless && n.Op != token.XOR
		case *ast.AssignStmt:
			harmless = harmless && n.Tok != token.XOR_ASSIGN
		case *ast.CallExpr:
			encoder, known := f.callee(n, depth)
			found = found || encoder
			harmless = harmless && known
		}
		return harmless
	})
	return found, harmless
}

// callee tells whether a call encodes, and whether it is known to do no more.
func (f function) callee(call *ast.CallExpr, depth int) (encodes, known bool) {
	if f.info.Types[call.Fun].IsType() || f.info.Types[call.Fun].IsBuiltin() {
		return false, true
	}
	var name *ast.Ident
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		name = fun
	case *ast.SelectorExpr:
		name = fun.Sel
	default:
		return false, false
	}
	object := f.info.Uses[name]
	if object == nil || object.Pkg() == nil {
		return false, object != nil // the method Error of the universe
	}
	if helper := f.own[object]; helper != nil && depth > 0 {
		return function{f.info, f.own, helper}.does(depth - 1)
	}
	path := object.Pkg().Path()
	if path == "encoding/base64" || path == "encoding/hex" || path == "encoding/base32" {
		return strings.HasPrefix(name.Name, "Encode"), true
	}
	return false, around[path]
}

// interfaces are what own cryptography implements, with one that it implements beside it
// where the type is more.
var interfaces = []struct{ path, name string }{{"crypto/cipher", "Block"}, {"crypto/cipher", "Stream"}, {"crypto/cipher", "AEAD"}}

// implemented returns the interface of cryptography that a type implements by methods of its
// own, or "". One that holds such a value in a field wraps it.
func implemented(pass *analysis.Pass, spec *ast.TypeSpec) string {
	object, ok := pass.TypesInfo.Defs[spec.Name].(*types.TypeName)
	if !ok || object.IsAlias() || spec.TypeParams != nil {
		return ""
	}
	structure, ok := object.Type().Underlying().(*types.Struct)
	if !ok {
		return ""
	}
	for _, wanted := range interfaces {
		declared := interfaceOf(pass.Pkg, wanted.path, wanted.name)
		if declared == nil || !types.Implements(types.NewPointer(object.Type()), declared) {
			continue
		}
		if wraps(structure) {
			return ""
		}
		return wanted.path + "." + wanted.name
	}
	return ""
}

// interfaceOf returns an interface of a package that is imported, or nil.
func interfaceOf(pkg *types.Package, path, name string) *types.Interface {
	for _, imported := range pkg.Imports() {
		if imported.Path() != path {
			continue
		}
		if object, ok := imported.Scope().Lookup(name).(*types.TypeName); ok {
			declared, _ := object.Type().Underlying().(*types.Interface)
			return declared
		}
	}
	return nil
}

// wraps reports whether a struct holds a value of a package of cryptography.
func wraps(structure *types.Struct) bool {
	for field := range structure.Fields() {
		t := field.Type()
		if pointer, ok := t.(*types.Pointer); ok {
			t = pointer.Elem()
		}
		named, ok := types.Unalias(t).(*types.Named)
		if ok && named.Obj().Pkg() != nil && (strings.HasPrefix(named.Obj().Pkg().Path(), "crypto/") || strings.Contains(named.Obj().Pkg().Path(), "/crypto/")) {
			return true
		}
	}
	return false
}
