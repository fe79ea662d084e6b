package flow

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// variadic enters what a call may do to memory whose reference is passed among the
// variadic arguments: row.Scan(&name, &token). The cell is where the reference is
// stored, an element of the array behind those arguments.
func (c *collector) variadic(v view, cell region) {
	array, ok := cell.root.(*ssa.Alloc)
	if !ok || array.Comment != "varargs" {
		return
	}
	for _, user := range *array.Referrers() {
		list, ok := user.(*ssa.Slice)
		if !ok {
			continue
		}
		for _, user := range *list.Referrers() {
			if call, ok := user.(*ssa.Call); ok && slices.Contains(call.Call.Args, ssa.Value(list)) {
				c.variadicCall(v, call, list)
			}
		}
	}
}

func (c *collector) variadicCall(v view, call *ssa.Call, list ssa.Value) {
	targets := c.targets(call)
	if len(targets) == 0 {
		c.add(c.escape(v, call))
	}
	for _, t := range targets {
		if t.rowFills() {
			c.rowEffect(v, call, t, slices.Index(t.operands(), list))
			continue
		}
		if _, known := c.fills(t); (!known && t.row == nil) || c.hasBody(t.fn) {
			c.add(&event{instr: call, path: v.path, span: v.span, kind: mayWrite, content: func(e *evaluator, _ string, _ ssa.Instruction) value.Value {
				return value.Of(value.Origin{Kind: cryptoapi.Unknown, Pos: call.Pos()})
			}})
		}
	}
}
