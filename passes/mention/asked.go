package mention

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Asked returns the first call whose opening parenthesis is at one of some places and that
// asks for something by a name which is written there and says something: the call and the
// name. The call is nil where there is none.
func (m *Mentions) Asked(says func(name string) bool, at []token.Pos) (call *ast.CallExpr, name string) {
	for _, symbol := range m.Symbols {
		if symbol.Call == nil || !slices.Contains(at, symbol.Call.Lparen) {
			continue
		}
		for i := range symbol.Call.Args {
			if text := symbol.Constant(i); text != nil && text.Kind() == constant.String && says(constant.StringVal(text)) {
				return symbol.Call, constant.StringVal(text)
			}
		}
	}
	return nil, ""
}

// OpensStreams reports whether a package answers browsers with websockets or with events: where
// they open these, they cannot set headers.
func OpensStreams(pass *analysis.Pass) bool {
	for _, i := range Of(pass).Imports {
		if strings.Contains(i.Path, "websocket") {
			return true
		}
	}
	for text := range Texts(pass) {
		if text.Value == "text/event-stream" || strings.EqualFold(text.Value, "websocket") {
			return true
		}
	}
	return false
}

// UsesField reports whether the package uses a field of one of some names that it declares
// itself.
func UsesField(pass *analysis.Pass, names ...string) bool {
	for _, used := range pass.TypesInfo.Uses {
		field, ok := used.(*types.Var)
		if ok && field.IsField() && field.Pkg() == pass.Pkg && slices.Contains(names, field.Name()) {
			return true
		}
	}
	return false
}

// AnyFunc reports whether the package names a function or method of another one that is such.
func (m *Mentions) AnyFunc(such func(fn *types.Func) bool) bool {
	return slices.ContainsFunc(m.Symbols, func(symbol Symbol) bool {
		fn, ok := symbol.Object.(*types.Func)
		return ok && such(fn)
	})
}

// ReturnsPointer reports whether a function returns a pointer to one of some types, each with
// its import path.
func ReturnsPointer(fn *types.Func, names ...string) bool {
	for result := range fn.Signature().Results().Variables() {
		if _, pointer := types.Unalias(result.Type()).(*types.Pointer); pointer && slices.Contains(names, TypeName(result.Type())) {
			return true
		}
	}
	return false
}

// PassesOn reports whether a call gets an argument, from 0 without a receiver, whose type is an
// interface: others have made it.
func (s Symbol) PassesOn(argument int) bool {
	return s.Call != nil && argument < len(s.Call.Args) && types.IsInterface(s.info.TypeOf(s.Call.Args[argument]))
}

// Within reports whether a function of the package, which may be nil, names one of the symbols,
// each with its import path.
func (m *Mentions) Within(function *types.Func, symbols ...string) bool {
	return function != nil && slices.ContainsFunc(m.Named(symbols...), func(s Symbol) bool { return function.Scope().Contains(s.Node.Pos()) })
}
