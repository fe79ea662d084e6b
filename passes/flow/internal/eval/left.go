package eval

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// LeftBy returns what a call of t leaves below what it fills.
func (e *Evaluator) LeftBy(t *Target, f fact.Fill, call ssa.CallInstruction, sub string) value.Value {
	var filled value.Value
	whole := e.Settles(func() { filled = e.FillValue(t, f, sub) })
	left := e.Instantiate(filled, t, call)
	if value.IsUnknown(left) && !e.HasBody(t.Fn) {
		left = e.UnknownFill(call, t.Operands()[f.Param-1], sub)
	}
	if whole && f.OnlyChanges(filled) && e.WritesFromOld(t, f) {
		left = value.Mix(left, value.Of(value.Origin{Source: &value.Source{Kind: cryptoapi.Counter, Name: t.Name(), Pos: call.Pos()}}))
	}
	return left.Then(t.Step(value.Filled, call.Pos()))
}

// Entry returns what the region holds when its function is entered.
func (e *Evaluator) Entry(r location.Region) value.Value {
	switch root := r.Root.(type) {
	case *ssa.Parameter:
		return value.Of(e.Parameter(root, r.Path, r.Storage, r.Name))
	case *ssa.FreeVar:
		return e.capturedContent(root, r)
	case *ssa.Global:
		if object, ok := root.Object().(*types.Var); ok && r.Path == "" {
			if row := e.Table.Var(object); row != nil {
				return value.Of(value.Origin{Source: &value.Source{Kind: row.Source.Kind, Detail: row.Source.Detail, Name: r.Name, Pos: root.Pos()}})
			}
		}
		return value.Of(value.Origin{Source: &value.Source{Kind: cryptoapi.Unknown, Storage: ir.GlobalKey(root) + r.Path, Name: r.Name, Pos: root.Pos()}})
	}
	return value.Unknown(r.Name, r.Root.Pos())
}

// Initial returns what a root holds when it comes into being.
func (e *Evaluator) Initial(r location.Region, at ssa.Instruction) value.Value {
	switch root := r.Root.(type) {
	case *ssa.Alloc, *ssa.MakeSlice, *ssa.MakeMap:
		return value.Of(value.Origin{Source: &value.Source{Kind: cryptoapi.Zero, Name: r.Name, Pos: root.Pos()}})
	}
	storage := e.StorageBelow(r.Root, r.Root.Type(), r.Path)
	if storage == "" {
		storage = r.Storage
	}
	if source := e.FieldSource(r.Root.Type(), storage, r.Path); source != nil {
		if source.Kind == cryptoapi.KeyNumber { // a function may have put a constant there
			if made := e.made(r.Root, r.Path, r.Name, at); made.Has(cryptoapi.Constant) {
				return made
			}
		}
		return value.Of(value.Origin{Source: &value.Source{Kind: source.Kind, Detail: source.Detail, Name: r.Name, Pos: r.Root.Pos()}})
	}
	return e.made(r.Root, r.Path, r.Name, at)
}
