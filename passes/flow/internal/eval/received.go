package eval

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/channel"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// received returns what is taken out of a channel or pool.
func (e *Evaluator) received(from ssa.Value, path string, at ssa.Instruction) value.Value {
	var holder channel.Node = from
	if address, ok := from.(*ssa.FieldAddr); ok && ir.AddressKey(address) != "" {
		holder = ir.AddressKey(address)
	}
	name := e.LocalNames[at.(ssa.Value)]
	puts, all := e.conduits().PutInto(holder)
	var result value.Value
	for _, p := range puts {
		result = value.Join(result, e.putIn(p, path, at.Parent()))
	}
	if !all || len(result) == 0 {
		result = value.Join(result, value.Unknown(name, at.Pos()))
	}
	return result
}

// putIn returns what is put in at one place, in terms of the function that takes it out.
func (e *Evaluator) putIn(p channel.Put, path string, to *ssa.Function) value.Value {
	if !p.Calls {
		text := "sent on a channel"
		if _, pool := p.At.(ssa.CallInstruction); pool {
			text = "put into a pool"
		}
		return e.toward(e.Origins(p.Value, path, e.lastRun(p.At)), p.At.Parent(), to, MaxCallerHops).Then(value.Step{Kind: value.Sent, Pos: p.At.Pos(), Text: text})
	}
	var result value.Value
	for _, o := range e.Resolve(e.Origins(p.Value, "", p.At)).Origins() {
		if o.Fn == nil {
			result = value.Join(result, value.Unknown(o.Name, o.Pos))
			continue
		}
		made, known := e.ResultOf(e.Function(o.Fn, nil), 0, path)
		if !known {
			made = value.Unknown(o.Name, o.Pos)
		}
		result = value.Join(result, e.toward(made, o.Fn, to, MaxCallerHops).Then(value.Step{Kind: value.Sent, Pos: p.At.Pos(), Text: "made by the New of a pool"}))
	}
	return result
}

// lastRun returns the place where what an instruction takes is to be asked for: a
// deferred one takes what is there when the function returns.
func (e *Evaluator) lastRun(at ssa.Instruction) ssa.Instruction {
	if _, deferred := at.(*ssa.Defer); !deferred {
		return at
	}
	for ret := range ir.Returns(at.Parent()) {
		if at.Block().Dominates(ret.Block()) && !ir.Fails(ret) {
			return ret
		}
	}
	return at
}
