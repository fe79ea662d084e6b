package callback

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Compares returns the first origin that is wanted among what the function, or one that it
// calls in this package, compares with something, or looks for in a map. It is nil if there
// is none.
func (c *Callback) Compares(wanted func(*flow.Origin) bool) *flow.Origin {
	var found *flow.Origin
	c.search(search{instruction: func(instr ssa.Instruction) bool {
		for _, operand := range c.compared(instr) {
			all := c.finder.Resolve(c.finder.Origins(operand, "", instr)).Origins()
			if i := slices.IndexFunc(all, wanted); i >= 0 {
				found = all[i]
				return true
			}
		}
		return false
	}})
	return found
}

// compared returns what an instruction compares.
func (c *Callback) compared(instr ssa.Instruction) []ssa.Value {
	switch instr := instr.(type) {
	case *ssa.BinOp:
		if instr.Op == token.EQL || instr.Op == token.NEQ {
			return []ssa.Value{instr.X, instr.Y}
		}
	case *ssa.Lookup:
		return []ssa.Value{instr.Index}
	case *ssa.Call:
		var found []ssa.Value
		for _, t := range c.finder.Targets(instr) {
			if t.Row == nil {
				continue
			}
			for arg, role := range t.Row.Args {
				if role == cryptoapi.AsCompared || role == cryptoapi.AsComparedConstantTime {
					found = append(found, t.Operand(arg))
				}
			}
		}
		return found
	}
	return nil
}
