package rule

import (
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Import returns the name by which the package with that import path can be used
// at pos, and the edits that import it if the file does not. It reports false if
// the name means something else there: then a fix would not build.
func (p *Pass) Import(importPath string, pos token.Pos) (name string, edits []analysis.TextEdit, ok bool) {
	file := p.FileOf(pos)
	scope := p.Pkg.Scope().Innermost(pos)
	if file == nil || scope == nil {
		return "", nil, false
	}
	for _, spec := range file.Imports {
		if pathOf(spec) != importPath || (spec.Name != nil && (spec.Name.Name == "_" || spec.Name.Name == ".")) {
			continue
		}
		name = path.Base(importPath)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		_, found := scope.LookupParent(name, pos)
		imported, isPackage := found.(*types.PkgName)
		return name, nil, isPackage && imported.Imported().Path() == importPath
	}
	name = path.Base(importPath)
	if _, found := scope.LookupParent(name, pos); found != nil {
		return "", nil, false
	}
	return name, []analysis.TextEdit{insertImport(file, importPath)}, true
}

func pathOf(spec *ast.ImportSpec) string {
	importPath, _ := strconv.Unquote(spec.Path.Value)
	return importPath
}

// insertImport adds an import of the standard library: in order, in the block that
// there is, or else on a line of its own.
func insertImport(file *ast.File, importPath string) analysis.TextEdit {
	quoted := strconv.Quote(importPath)
	at := file.Name.End()
	for _, decl := range file.Decls {
		imports, ok := decl.(*ast.GenDecl)
		if !ok || imports.Tok != token.IMPORT {
			break
		}
		if imports.Lparen.IsValid() && len(imports.Specs) > 0 {
			return insertSpec(imports, importPath)
		}
		at = imports.End()
	}
	return analysis.TextEdit{Pos: at, End: at, NewText: []byte("\n\nimport " + quoted)}
}

// insertSpec adds an import to a block: before the first path that is greater, or
// behind the last one of the standard library.
func insertSpec(imports *ast.GenDecl, importPath string) analysis.TextEdit {
	quoted := strconv.Quote(importPath)
	at := imports.Lparen + 1
	text := "\n\t" + quoted
	for _, spec := range imports.Specs {
		spec := spec.(*ast.ImportSpec)
		first, _, _ := strings.Cut(pathOf(spec), "/")
		if strings.Contains(first, ".") {
			break
		}
		if pathOf(spec) > importPath {
			at = spec.Pos()
			if spec.Doc != nil {
				at = spec.Doc.Pos()
			}
			text = quoted + "\n\t"
			break
		}
		at = spec.End()
		if spec.Comment != nil {
			at = spec.Comment.End()
		}
	}
	return analysis.TextEdit{Pos: at, End: at, NewText: []byte(text)}
}
