package rule

import (
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strings"
)

// NamesAround returns what the code around a position is called: its file, its function and,
// of a method, the receiver. Names are weak evidence: they make a finding milder, or silence
// what only the profile strict reports.
func (p *Pass) NamesAround(pos token.Pos) []string {
	names := []string{strings.TrimSuffix(path.Base(p.Fset.PositionFor(pos, false).Filename), ".go")}
	function := p.declarationAround(pos)
	if function == nil {
		return names
	}
	names = append(names, function.Name.Name)
	if function.Recv != nil && len(function.Recv.List) > 0 {
		names = append(names, types.ExprString(function.Recv.List[0].Type))
	}
	return names
}

// LineOf returns where the line of a position begins.
func (p *Pass) LineOf(pos token.Pos) token.Pos {
	file := p.Fset.File(pos)
	return file.LineStart(file.PositionFor(pos, false).Line)
}

// InModule reports whether a package belongs to the module that is analysed. Where no module
// is known, that is the package itself alone.
func (p *Pass) InModule(pkg *types.Package) bool {
	if pkg == p.Pkg {
		return true
	}
	return p.Module != nil && pkg != nil && (pkg.Path() == p.Module.Path || strings.HasPrefix(pkg.Path(), p.Module.Path+"/"))
}

// Outside reports whether a function is one of another module. Where no module is known,
// that is not known either.
func (p *Pass) Outside(fn *types.Func) bool {
	return fn.Pkg() != nil && p.Module != nil && !p.InModule(fn.Pkg())
}

// Elsewhere returns what reports whether a function is one of another package of the module
// that is called something: a finding about what it returns under that name is reported there.
func (p *Pass) Elsewhere(called func(name string) bool) func(*types.Func) bool {
	return func(fn *types.Func) bool { return fn.Pkg() != p.Pkg && p.InModule(fn.Pkg()) && called(fn.Name()) }
}

// ImportsAny reports whether the package imports one of some paths.
func (p *Pass) ImportsAny(paths ...string) bool {
	return slices.ContainsFunc(p.Pkg.Imports(), func(imported *types.Package) bool { return slices.Contains(paths, imported.Path()) })
}

// FunctionAround returns the declared function that holds a position, also in a literal in
// it, or nil.
func (p *Pass) FunctionAround(pos token.Pos) *types.Func {
	declaration := p.declarationAround(pos)
	if declaration == nil {
		return nil
	}
	function, _ := p.TypesInfo.Defs[declaration.Name].(*types.Func)
	return function
}

func (p *Pass) declarationAround(pos token.Pos) *ast.FuncDecl {
	file := p.FileOf(pos)
	if file == nil {
		return nil
	}
	for _, decl := range file.Decls {
		if function, ok := decl.(*ast.FuncDecl); ok && decl.Pos() <= pos && pos < decl.End() {
			return function
		}
	}
	return nil
}

// IsOption reports whether the code at a position is that of a functional option whose name
// is about something, WithInsecure, or of an exported method whose name asks for it and that sets up its
// receiver. Nobody gets it without asking.
func (p *Pass) IsOption(pos token.Pos, asks, about func(name string) bool) bool {
	around := p.FunctionAround(pos)
	if around == nil {
		return false
	}
	results, receiver := around.Signature().Results(), around.Signature().Recv()
	if receiver != nil && around.Exported() && asks(around.Name()) {
		return results.Len() == 0 || results.Len() == 1 && types.Identical(results.At(0).Type(), receiver.Type())
	}
	if !about(around.Name()) || results.Len() != 1 {
		return false
	}
	_, option := results.At(0).Type().Underlying().(*types.Signature)
	return option
}
