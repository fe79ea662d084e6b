package flow

import (
	"slices"

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

// rowTells reports whether what a call of the target returns is what the row of the
// table says, and not what the code does: a model may leave it to the code.
func (t *target) rowTells(result int) bool {
	return t.row != nil && (!t.row.Partial || resultSource(t.row, result).Says())
}

// rowFills reports whether what a call of the target leaves in memory is what the
// row of the table says, and not what the code does.
func (t *target) rowFills() bool {
	return t.row != nil && (!t.row.Partial || len(t.row.Fills) > 0 || len(t.row.Appends) > 0 || t.row.Resets)
}

// rowUses reports whether the role of an operand is what the row of the table says,
// and not what the code does with it.
func (t *target) rowUses(operand int) bool {
	if t.row == nil || !t.row.Partial {
		return t.row != nil
	}
	_, told := t.row.Args[t.argument(operand)]
	return told
}

// rowSaysOf reports whether a value is made of an operand of which the row of the
// table says what it is used as.
func (t *target) rowSaysOf(v Value) bool {
	return slices.ContainsFunc(v.Origins(), func(o *Origin) bool { return o.Open() && t.rowUses(o.Param-1) })
}
