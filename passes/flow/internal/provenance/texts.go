package provenance

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// maxPieces bounds how many values are looked at for the pieces of one text.
const maxPieces = 200

// Pieces returns the constant texts that a text is put together from in the package, each
// once: a constant alone, what + joins, what fmt and strings.Join are passed, and what goes
// through helpers. Origins leaves constants out that are mixed with something else, which is
// right where it counts that nobody can guess a text, and wrong where its parts mean
// something.
func Pieces(text ssa.Value) []string {
	c := &collector{seen: make(map[ssa.Value]bool), passed: make(map[*ssa.Parameter][]ssa.Value)}
	c.visit(text)
	return c.pieces
}

type collector struct {
	pieces []string
	seen   map[ssa.Value]bool
	passed map[*ssa.Parameter][]ssa.Value // by the calls that led into a helper
}

func (c *collector) visit(v ssa.Value) {
	if v == nil || c.seen[v] || len(c.seen) > maxPieces {
		return
	}
	c.seen[v] = true
	if text, ok := ir.ConstantText(v); ok && !slices.Contains(c.pieces, text) {
		c.pieces = append(c.pieces, text)
	}
	for _, part := range c.partsOf(v) {
		c.visit(part)
	}
}

// partsOf returns what a text, or a list of texts, is put together from.
func (c *collector) partsOf(v ssa.Value) []ssa.Value {
	switch v := v.(type) {
	case *ssa.BinOp:
		return []ssa.Value{v.X, v.Y}
	case *ssa.Phi:
		return v.Edges
	case *ssa.MakeInterface:
		return []ssa.Value{v.X}
	case *ssa.Slice:
		return []ssa.Value{v.X}
	case *ssa.Alloc:
		return ElementsOf(v)
	case *ssa.Parameter:
		return c.passed[v]
	case *ssa.Call:
		return c.partsOfCall(&v.Call)
	}
	return nil
}

func (c *collector) partsOfCall(call *ssa.CallCommon) []ssa.Value {
	if builtin, ok := call.Value.(*ssa.Builtin); ok && builtin.Name() == "append" {
		return call.Args
	}
	callee := call.StaticCallee()
	switch {
	case callee == nil || callee.Pkg == nil:
		return nil
	case len(callee.Blocks) > 0 && callee.Signature.Results().Len() == 1:
		for i, parameter := range callee.Params {
			c.passed[parameter] = append(c.passed[parameter], call.Args[i])
		}
		var returned []ssa.Value
		for ret := range ir.Returns(callee) {
			returned = append(returned, ret.Results...)
		}
		return returned
	case callee.Pkg.Pkg.Path() == "fmt", callee.Pkg.Pkg.Path() == "strings" && callee.Name() == "Join":
		return call.Args
	}
	return nil
}

// ElementsOf returns what a function stores in the elements of an array of its own.
func ElementsOf(array *ssa.Alloc) []ssa.Value {
	var stored []ssa.Value
	for _, use := range *array.Referrers() {
		element, ok := use.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, instr := range *element.Referrers() {
			if store, ok := instr.(*ssa.Store); ok && store.Addr == element {
				stored = append(stored, store.Val)
			}
		}
	}
	return stored
}
