package flow

import (
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
)

// relevant reports whether anything in the package is worth a question. All packages of
// the module that is being checked are: one that imports no cryptography may compare
// tokens, or hold the constant that others take for a key.
func relevant(pass *analysis.Pass, table *cryptoapi.Table, facts map[string]*fact.Fact) bool {
	if standard(pass) || len(pass.Files) == 0 {
		return false
	}
	if !dependency(pass) || table.Described(pass.Pkg.Path()) {
		return true
	}
	for _, imported := range pass.Pkg.Imports() {
		if table.Modelled(imported.Path()) || facts[imported.Path()] != nil {
			return true
		}
	}
	return false
}

// dependency reports whether the package belongs to a module other than the one
// that is being checked: only its facts are of interest.
func dependency(pass *analysis.Pass) bool {
	return pass.Module != nil && pass.Module.Version != ""
}

// standard reports whether the package belongs to the standard library. Build
// systems without modules do not say; then an import path without a dot does.
func standard(pass *analysis.Pass) bool {
	if pass.Module != nil {
		return pass.Module.Path == ""
	}
	path := pass.Pkg.Path()
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".") && first != "command-line-arguments" && pass.Pkg.Name() != "main"
}
