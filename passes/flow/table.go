package flow

import (
	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// tableOf returns what is known of functions outside the package: the built-in
// table, and what the configuration says of the user's own functions.
func tableOf(pass *analysis.Pass) (*cryptoapi.Table, error) {
	settings := pass.ResultOf[rule.Settings].(*config.Config)
	return cryptoapi.Builtin().With(settings.Models)
}

// Table returns the table that the graph was made with, for rules that look up what
// the syntax names.
func (g *Graph) Table() *cryptoapi.Table { return g.table }
