package timed

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// operations are methods of large numbers, each with the number that should not be secret: its
// index among the arguments, the receiver first.
var operations = map[string]int{"math/big.Int.Exp": 2, "math/big.Int.ModInverse": 1, "math/big.Int.Cmp": 0}

// calculated returns an operation of math/big, with the number on which its time depends. Cmp
// counts where both numbers come from a field of that name: to compare a key with a bound is how
// its range is checked.
func (f finder) calculated(instr ssa.Instruction) []Place {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return nil
	}
	symbol := ir.CalledSymbol(call)
	index, known := operations[symbol]
	if !known || index >= len(call.Call.Args) {
		return nil
	}
	field := loadedFrom(call.Call.Args[index])
	if symbol == "math/big.Int.Cmp" && (field == "" || field != loadedFrom(call.Call.Args[1])) {
		return nil
	}
	if symbol == "math/big.Int.Exp" && strings.HasPrefix(field, "crypto/rsa.") {
		return nil // that is RSA without padding, a defect by itself
	}
	return []Place{f.place(Calculates, call.Call.Args[index], instr)}
}

// lookedUp returns a lookup in a map whose key is a text that a peer has sent, and that has the
// name of a secret.
func (f finder) lookedUp(instr ssa.Instruction) []Place {
	lookup, ok := instr.(*ssa.Lookup)
	if !ok || !ir.IsString(lookup.Index.Type()) {
		return nil
	}
	if _, isMap := lookup.X.Type().Underlying().(*types.Map); !isMap {
		return nil
	}
	name := f.secretName(lookup.Index)
	if name == "" {
		return nil
	}
	p := f.place(Finds, lookup.Index, instr)
	p.Name = name
	if !p.Value.Any(func(way value.Alternative) bool { return way.Only(cryptoapi.Network) }) {
		return nil
	}
	return []Place{p}
}

// secretName returns the name of a value if it says that this is a token or another secret, and
// nothing else.
func (f finder) secretName(v ssa.Value) string {
	names := append(provenance.KeptAs(v), f.LocalNames[v])
	if p, ok := v.(*ssa.Parameter); ok {
		names = append(names, p.Name())
	}
	for _, name := range names {
		if secret := f.graph.ReadName(name); secret.Sure {
			return name
		}
	}
	return ""
}
