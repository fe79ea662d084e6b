package handmade

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// around are the packages whose functions change nothing about who can read a text.
var around = map[string]bool{
	"strings": true, "bytes": true, "fmt": true, "strconv": true, "errors": true, "io": true, "unicode": true, "unicode/utf8": true, "net/url": true,
	"slices": true, "compress/gzip": true, "compress/flate": true, "compress/zlib": true,
}

// encodings are the packages whose functions Encode only write data in another way.
var encodings = map[string]bool{"encoding/base64": true, "encoding/hex": true, "encoding/base32": true}

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
	if encodings[path] {
		return strings.HasPrefix(name.Name, "Encode"), true
	}
	return false, around[path]
}
