package memory

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// variadic enters what a call may do to memory whose reference is passed among the
// variadic arguments: row.Scan(&name, &token). The cell is where the reference is
// stored, an element of the array behind those arguments.
func (c *collector) variadic(v location.View, cell location.Region) {
	array, ok := cell.Root.(*ssa.Alloc)
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

func (c *collector) variadicCall(v location.View, call *ssa.Call, list ssa.Value) {
	targets := c.values.Targets(call)
	if len(targets) == 0 {
		c.add(c.escape(v, call))
	}
	for _, t := range targets {
		if t.RowFills() {
			c.rowEffect(v, call, t, slices.Index(t.Operands(), list))
			continue
		}
		if _, known := c.values.Fills(t); (!known && t.Row == nil) || c.HasBody(t.Fn) {
			c.add(&Event{Instr: call, Path: v.Path, Span: v.Span, Kind: MayWrite, Content: func(m *Memory, _ string, _ ssa.Instruction) value.Value {
				return value.Of(value.Origin{Source: &value.Source{Kind: cryptoapi.Unknown, Pos: call.Pos()}})
			}})
		}
	}
}
