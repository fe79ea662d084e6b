package callback

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// Sets returns the first place where the function, or one that it calls in this package,
// sets one of the fields, each with its import path: "net/http.Request.Header", or puts
// something into the map that is there under a key that is not written in the program. It is
// token.NoPos if there is none.
func (c *Callback) Sets(fields ...string) token.Pos {
	at := token.NoPos
	c.search(search{instruction: func(instr ssa.Instruction) bool {
		var address ssa.Value
		switch instr := instr.(type) {
		case *ssa.Store:
			address = instr.Addr
		case *ssa.MapUpdate:
			load, ok := instr.Map.(*ssa.UnOp)
			if _, written := instr.Key.(*ssa.Const); !ok || written {
				return false
			}
			address = load.X
		}
		field, ok := address.(*ssa.FieldAddr)
		if !ok || !slices.Contains(fields, ir.AddressKey(field)) {
			return false
		}
		at = instr.Pos()
		return true
	}})
	return at
}
