package flow

import (
	"slices"
	"strings"

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
	cryptographic := func(importPath string) bool { return facts[importPath] != nil && facts[importPath].Cryptographic() }
	return worthwhile(table, pass.Pkg.Path(), pass.Module, imports, cryptographic)
}

// Relevant reports whether anything in a package is worth a question, by its import path
// and what it imports. The module is nil where the build system names none. The function
// cryptographic reports whether what an import tells is about cryptography; see
// [Cryptographic].
//
// Drivers ask it before they load a dependency: of one that is not relevant, importers
// learn nothing.
func Relevant(table *cryptoapi.Table, path string, module *analysis.Module, imports []string, cryptographic func(importPath string) bool) bool {
	if module != nil && module.Path == "" || module == nil && standardPath(path) {
		return false // the standard library
	}
	return worthwhile(table, path, module, imports, cryptographic)
}

// worthwhile is Relevant for a package that is not of the standard library.
func worthwhile(table *cryptoapi.Table, path string, module *analysis.Module, imports []string, cryptographic func(importPath string) bool) bool {
	if module == nil || module.Version == "" || table.Described(path) {
		return true
	}
	// The table costs less to ask than what imports tell, which a driver has to decode.
	return slices.ContainsFunc(imports, table.Modelled) || slices.ContainsFunc(imports, cryptographic)
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

// Cryptographic reports whether a fact of [Analyzer] is about cryptography. Of packages
// whose imports tell of nothing else, importers learn nothing.
func Cryptographic(told analysis.Fact) bool {
	of, ok := told.(*fact.Fact)
	return ok && of.Cryptographic()
}
