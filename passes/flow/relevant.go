package flow

import (
	"go/ast"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
)

// relevant reports whether anything in the package is worth a question. All packages of
// the module that is being checked are: one that imports no cryptography may compare
// tokens, or hold the constant that others take for a key.
func relevant(pass *analysis.Pass, table *cryptoapi.Table, facts map[string]*fact.Fact) bool {
	if len(pass.Files) == 0 || standard(pass) {
		return false
	}
	var imports []string
	for _, imported := range pass.Pkg.Imports() {
		imports = append(imports, imported.Path())
	}
	names := sync.OnceValue(func() map[string]bool { return identifiers(pass.Files) })
	matters := func(importPath string) bool {
		of := facts[importPath]
		return of != nil && Matters(of, names)
	}
	return worthwhile(table, pass.Pkg.Path(), pass.Module, imports, matters)
}

// identifiers returns the names in the source of a package.
func identifiers(files []*ast.File) map[string]bool {
	names := make(map[string]bool)
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			if identifier, ok := n.(*ast.Ident); ok {
				names[identifier.Name] = true
			}
			return true
		})
	}
	return names
}

// Relevant reports whether anything in a package is worth a question, by its import path
// and what it imports. The module is nil where the build system names none. The function
// matters reports whether what an import tells matters to the package; see [Matters].
//
// Drivers ask it before they load a dependency: of one that is not relevant, importers
// learn nothing.
func Relevant(table *cryptoapi.Table, path string, module *analysis.Module, imports []string, matters func(importPath string) bool) bool {
	if module != nil && module.Path == "" || module == nil && standardPath(path) {
		return false // the standard library
	}
	return worthwhile(table, path, module, imports, matters)
}

// worthwhile is Relevant for a package that is not of the standard library.
func worthwhile(table *cryptoapi.Table, path string, module *analysis.Module, imports []string, matters func(importPath string) bool) bool {
	if module == nil || module.Version == "" || table.Described(path) {
		return true
	}
	// The table costs less to ask than what imports tell, which a driver has to decode.
	return slices.ContainsFunc(imports, table.Modelled) || slices.ContainsFunc(imports, matters)
}

// standard reports whether the package belongs to the standard library. Build
// systems without modules do not say; then an import path without a dot does.
func standard(pass *analysis.Pass) bool {
	if pass.Module != nil {
		return pass.Module.Path == ""
	}
	return standardPath(pass.Pkg.Path()) && pass.Pkg.Name() != "main"
}

// standardPath reports whether an import path can be one of the standard library.
func standardPath(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".") && first != "command-line-arguments"
}

// Matters reports whether a fact of [Analyzer] matters to a package in whose source the names are:
// the fact is about cryptography, and the package can touch that. From others, importers of the
// package learn nothing.
func Matters(told analysis.Fact, names func() map[string]bool) bool {
	of, ok := told.(*fact.Fact)
	if !ok {
		return false
	}
	wanted, enough := of.Names()
	if !enough {
		return true
	}
	for name := range wanted {
		if names()[name] {
			return true
		}
	}
	return false
}
