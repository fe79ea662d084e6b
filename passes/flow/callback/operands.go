package callback

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Compares returns the first origin that is wanted among what the function, or one that it
// calls in this package, compares with something, or looks for in a map. What is only
// compared with nil or an empty text does not count. It is nil if there is none.
func (c *Callback) Compares(wanted func(*flow.Origin) bool) *flow.Origin {
	var found *flow.Origin
	c.search(search{instruction: func(instr ssa.Instruction) bool {
		for _, operand := range c.compared(instr) {
			all := c.passed(operand, "", instr).Origins()
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
		if (instr.Op == token.EQL || instr.Op == token.NEQ) && !isEmpty(instr.X) && !isEmpty(instr.Y) {
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
				if operand := t.Operand(arg); operand != nil && (role == cryptoapi.AsCompared || role == cryptoapi.AsComparedConstantTime) {
					found = append(found, operand)
				}
			}
		}
		return found
	}
	return nil
}

// isEmpty reports whether a value is nil or an empty text.
func isEmpty(v ssa.Value) bool {
	if boxed, ok := v.(*ssa.MakeInterface); ok {
		v = boxed.X
	}
	c, ok := v.(*ssa.Const)
	return ok && (c.Value == nil || c.Value.ExactString() == `""`)
}

// Passed is a value that a function passes to another.
type Passed struct {
	Symbol string // the other function, with its import path
	Value  flow.Value
	Pieces []string  // the constant texts that it is put together from, as of a flow.Sink
	Pos    token.Pos // of the call
	End    token.Pos // or NoPos

	from    *Callback
	operand ssa.Value
	instr   ssa.Instruction
}

// Field returns what a field holds of the struct that is passed, and what callers in this
// package have put there. A field that nothing sets is Zero.
func (p Passed) Field(name string) flow.Value {
	p.from.finder.mu.Lock()
	defer p.from.finder.mu.Unlock()
	return p.from.passed(p.operand, "."+name, p.instr)
}

// Elements returns the elements of the list that a field holds, each as an alternative.
func (p Passed) Elements(name string) flow.Value { return p.Field(name + location.AnyElement) }

// Parameter returns which parameter of the function an origin is, or is a part of, from 0.
// It is -1 for all that is not passed to the function itself.
func (c *Callback) Parameter(o *flow.Origin) int {
	params := c.fn.Params
	if c.fn.Signature.Recv() != nil {
		params = params[1:]
	}
	if !o.Open() {
		return -1
	}
	return slices.IndexFunc(params, func(p *ssa.Parameter) bool { return p.Pos() == o.Pos })
}

// Passes returns what the function, or one that it calls in this package, passes to the
// functions of which the symbols are given, each with the index of an argument, from 0
// without a receiver, in the order of the code.
func (c *Callback) Passes(arguments map[string]int) []Passed {
	var found []Passed
	c.search(search{instruction: func(instr ssa.Instruction) bool {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			return false
		}
		for _, t := range c.finder.Targets(call) {
			if t.Object == nil {
				continue
			}
			symbol := ir.SymbolOf(t.Object)
			argument, wanted := arguments[symbol]
			if operand := t.Operand(argument); wanted && operand != nil {
				p := Passed{Symbol: symbol, Value: c.passed(operand, "", instr), Pieces: provenance.Pieces(operand), Pos: call.Pos(), from: c, operand: operand, instr: instr}
				if node := c.finder.Nodes[call.Common().Pos()]; node != nil {
					p.Pos, p.End = node.Pos(), node.End()
				}
				found = append(found, p)
			}
		}
		return false
	}})
	return found
}

// passed returns where a value, or a field of it, comes from, with what the callers pass
// that are in sight.
func (c *Callback) passed(v ssa.Value, path string, at ssa.Instruction) value.Value {
	e := c.finder.Finder
	return e.Resolve(e.CallersPass(e.Origins(v, path, at), at.Parent(), eval.MaxCallerHops))
}
