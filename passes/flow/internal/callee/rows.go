package callee

import (
	"slices"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// RowTells reports whether what a call of the target returns is what the row of the
// table says, and not what the code does: a model may leave it to the code.
func (t *Target) RowTells(result int) bool {
	return t.Row != nil && (!t.Row.Partial || ResultSource(t.Row, result).Says())
}

// RowFills reports whether what a call of the target leaves in memory is what the
// row of the table says, and not what the code does.
func (t *Target) RowFills() bool {
	return t.Row != nil && (!t.Row.Partial || len(t.Row.Fills) > 0 || len(t.Row.Appends) > 0 || t.Row.Resets)
}

// RowUses reports whether the role of an operand is what the row of the table says,
// and not what the code does with it.
func (t *Target) RowUses(operand int) bool {
	if t.Row == nil || !t.Row.Partial {
		return t.Row != nil
	}
	_, told := t.Row.Args[t.Argument(operand)]
	return told
}

// RowSaysOf reports whether a value is made of an operand of which the row of the
// table says what it is used as.
func (t *Target) RowSaysOf(v value.Value) bool {
	return slices.ContainsFunc(v.Origins(), func(o *value.Origin) bool { return o.Open() && t.RowUses(o.Param-1) })
}

// ResultSource returns what a row says of a result.
func ResultSource(row *cryptoapi.Func, index int) cryptoapi.Source {
	switch index {
	case 0:
		return row.Result
	case 1:
		return row.Second
	}
	return cryptoapi.Source{}
}
