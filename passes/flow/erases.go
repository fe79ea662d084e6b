package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/lexicon"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Erases reports whether a function fills the memory of an argument, from 0 without a
// receiver, with zeros and with nothing else. Where nothing is known of its package, its
// name and what it takes say so: func Wipe(b []byte).
func (g *Graph) Erases(fn *types.Func, argument int) bool {
	if g.e == nil || fn == nil || fn.Pkg() == nil {
		return false
	}
	parameters := fn.Signature().Params()
	named := (lexicon.SaysErasure(fn.Name()) || lexicon.SaysErasure(fn.Pkg().Name())) && parameters.Len() == 1 && ir.IsBytes(parameters.At(0).Type()) && fn.Signature().Results().Len() == 0
	g.mu.Lock()
	defer g.mu.Unlock()
	target := &eval.Target{Object: fn.Origin(), Fn: ir.OriginOf(g.e.Pkg.Prog.FuncValue(fn))}
	fills, known := g.e.Fills(target)
	if !known || len(fills) == 0 && !g.e.HasBody(target.Fn) {
		return named
	}
	if fn.Signature().Recv() != nil {
		argument++
	}
	erased := false
	for _, fill := range fills {
		if fill.Param != argument+1 {
			continue
		}
		left := g.e.FillValue(target, fill, "")
		if len(left) == 0 || left.Any(func(a value.Alternative) bool { return !onlyZero(a) }) {
			return false
		}
		erased = true
	}
	return erased
}

func onlyZero(a value.Alternative) bool {
	n, number := OnlyInteger(a)
	return a.Only(cryptoapi.Zero) || number && n == 0
}

// KeptText returns the field or the variable of the package that keeps the value of a sink
// as a string, with the type or package that has it: "Config.Password". It is empty where
// the value was never such a string.
func (g *Graph) KeptText(s *Sink) string {
	for v := s.Operand; v != nil; {
		switch from := v.(type) {
		case *ssa.Convert:
			v = from.X
		case *ssa.ChangeType:
			v = from.X
		case *ssa.MakeInterface:
			v = from.X
		case *ssa.Field:
			return keptText(from, from.X.Type(), from.Field)
		case *ssa.UnOp:
			switch address := from.X.(type) {
			case *ssa.FieldAddr:
				return keptText(from, address.X.Type(), address.Field)
			case *ssa.Global:
				if ir.IsString(from.Type()) {
					return address.Pkg.Pkg.Name() + "." + address.Name()
				}
			}
			return ""
		default:
			return ""
		}
	}
	return ""
}

func keptText(v ssa.Value, owner types.Type, field int) string {
	named := ir.NamedOf(owner)
	if !ir.IsString(v.Type()) || named == nil {
		return ""
	}
	return named.Obj().Name() + "." + ir.StructOf(owner).Field(field).Name()
}
