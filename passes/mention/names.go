package mention

import (
	"go/ast"
	"go/types"
	"iter"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Any reports whether the package names one of the symbols, each with its import path.
func (m *Mentions) Any(symbols ...string) bool {
	return slices.ContainsFunc(m.Symbols, func(s Symbol) bool { return slices.Contains(symbols, s.Name) })
}

// Web reports whether the package sets cookies or answers requests of the web.
func (m *Mentions) Web() bool {
	return m.Any("net/http.Cookie", "net/http.SetCookie", "net/http.ResponseWriter", "net/http.Request",
		"github.com/gin-gonic/gin.Context", "github.com/labstack/echo/v4.Context", "github.com/gofiber/fiber/v2.Ctx")
}

// Literals returns the literals of a struct type, with its import path, that set a field.
func (m *Mentions) Literals(name string) []*ast.CompositeLit {
	var found []*ast.CompositeLit
	for _, literal := range m.literals {
		if TypeName(m.info.TypeOf(literal)) == name {
			found = append(found, literal)
		}
	}
	return found
}

// Speaks reports whether a name says something that is in the package: what it names of
// others, imports, or declares anywhere.
func (m *Mentions) Speaks(says func(name string) bool) bool {
	if slices.ContainsFunc(m.Imports, func(i Import) bool { return says(path.Base(i.Path)) }) {
		return true
	}
	if slices.ContainsFunc(m.Symbols, func(s Symbol) bool { return says(s.Object.Name()) }) {
		return true
	}
	for _, object := range m.info.Defs {
		if object != nil && says(object.Name()) {
			return true
		}
	}
	return false
}

// Offers reports whether a name says something that a package declares for others: its
// symbols, and the fields and methods of its types.
func Offers(pkg *types.Package, says func(name string) bool) bool {
	if slices.ContainsFunc(pkg.Scope().Names(), says) {
		return true
	}
	for declared := range declaredTypes(pkg) {
		structure, ok := declared.Type().Underlying().(*types.Struct)
		for i := 0; ok && i < structure.NumFields(); i++ {
			if says(structure.Field(i).Name()) {
				return true
			}
		}
	}
	return HasMethod(pkg, says)
}

// HasMethod reports whether a name says something that is a method of a type of a package.
func HasMethod(pkg *types.Package, says func(name string) bool) bool {
	for declared := range declaredTypes(pkg) {
		named, ok := types.Unalias(declared.Type()).(*types.Named)
		for i := 0; ok && i < named.NumMethods(); i++ {
			if says(named.Method(i).Name()) {
				return true
			}
		}
	}
	return false
}

// declaredTypes goes through the types of a package.
func declaredTypes(pkg *types.Package) iter.Seq[*types.TypeName] {
	return func(yield func(*types.TypeName) bool) {
		for _, name := range pkg.Scope().Names() {
			if declared, ok := pkg.Scope().Lookup(name).(*types.TypeName); ok && !yield(declared) {
				return
			}
		}
	}
}

// On returns the package of what a method is called on, or of what a function gets as its
// first argument: the one whose function returned it, or otherwise the one of its type. It
// is nil where the symbol is not called with one, and where no package has it.
func (s Symbol) On() *types.Package {
	if s.Call == nil {
		return nil
	}
	on := s.Node
	if selector, ok := s.Node.(*ast.SelectorExpr); ok && s.Method() {
		on = selector.X
	} else if len(s.Call.Args) > 0 {
		on = s.Call.Args[0]
	}
	if call, ok := ast.Unparen(on).(*ast.CallExpr); ok {
		if selector, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && s.info.Uses[selector.Sel] != nil {
			return s.info.Uses[selector.Sel].Pkg()
		}
		return nil
	}
	if declared := declaration(s.info.TypeOf(on)); declared != nil {
		return declared.Pkg()
	}
	return nil
}

// HasOptions reports whether a call passes something for a variadic parameter, or whether
// the function is passed on to others who can.
func (s Symbol) HasOptions() bool {
	signature, ok := s.Object.Type().(*types.Signature)
	return ok && signature.Variadic() && (s.Call == nil || len(s.Call.Args) >= signature.Params().Len())
}

// Short returns the name of the symbol as in the code, for messages: "x509.Certificate.Verify".
func (s Symbol) Short() string {
	return s.Object.Pkg().Name() + strings.TrimPrefix(s.Name, s.Object.Pkg().Path())
}

// Method reports whether the symbol is a method.
func (s Symbol) Method() bool {
	function, ok := s.Object.(*types.Func)
	return ok && function.Signature().Recv() != nil
}

// OnlyConstants reports whether the file of an import names nothing of the package but
// constants, such as the size of a tag: it does nothing with it.
func OnlyConstants(pass *analysis.Pass, i Import) bool {
	file, named := pass.Fset.File(i.Spec.Pos()), 0
	for _, symbol := range Of(pass).Symbols {
		if !strings.HasPrefix(symbol.Name, i.Path+".") || pass.Fset.File(symbol.Node.Pos()) != file {
			continue
		}
		if _, constant := symbol.Object.(*types.Const); !constant {
			return false
		}
		named++
	}
	return named > 0
}
