package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/trace"
)

// Checked reports whether a function of the package may refuse a text because it is empty:
// it compares it, or a part of it, with a constant, compares a length with something, or
// hands it to code that is not in sight and says whether it is fine. What comes about in
// another package is taken to be any of its kind.
func (g *Graph) Checked(o *Origin) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, fn := range g.e.Funcs {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				for _, v := range g.judged(instr) {
					found := g.e.Resolve(g.e.CallersPass(g.e.Origins(v, "", instr), fn, eval.MaxCallerHops))
					if trace.DescendsFrom(found, o) || !o.Pos.IsValid() && slices.ContainsFunc(found.Origins(), func(p *Origin) bool { return p.Kind == o.Kind }) {
						return true
					}
				}
			}
		}
	}
	return false
}

// judged returns the texts of which an instruction may find out whether they are empty.
func (g *Graph) judged(instr ssa.Instruction) []ssa.Value {
	switch instr := instr.(type) {
	case *ssa.BinOp:
		switch instr.Op {
		case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
			return append(measured(instr.X, instr.Y), measured(instr.Y, instr.X)...)
		}
	case ssa.CallInstruction:
		if tells(instr.Common().Signature()) && g.outOfSight(instr) {
			return instr.Common().Args
		}
	}
	return nil
}

// measured returns what is compared with something else: a text with a constant, or what
// has a length.
func measured(v, with ssa.Value) []ssa.Value {
	if call, ok := v.(*ssa.Call); ok {
		if builtin, ok := call.Call.Value.(*ssa.Builtin); ok && builtin.Name() == "len" {
			return call.Call.Args
		}
	}
	c, ok := with.(*ssa.Const)
	if ok && (c.Value == nil || c.Value.Kind() == constant.String) && !types.Identical(v.Type(), types.Universe.Lookup("error").Type()) {
		return []ssa.Value{v}
	}
	return nil
}

// tells reports whether a function can say that something is not fine: by an error, a
// truth value, or by not returning.
func tells(signature *types.Signature) bool {
	results := signature.Results()
	if results.Len() == 0 {
		return true
	}
	last := results.At(results.Len() - 1).Type()
	basic, ok := last.Underlying().(*types.Basic)
	return ir.IsError(last) || ok && basic.Kind() == types.Bool
}

// outOfSight reports whether nothing is known of what a call does.
func (g *Graph) outOfSight(call ssa.CallInstruction) bool {
	if _, builtin := call.Common().Value.(*ssa.Builtin); builtin {
		return false
	}
	targets := g.e.Targets(call)
	for _, t := range targets {
		if t.Row == nil && (t.Fn == nil || len(t.Fn.Blocks) == 0) {
			return true
		}
	}
	return len(targets) == 0
}

// MissingEntry reports whether the value at a sink is an entry of a map that may not be
// there: nothing in the function asks whether the map has one, or looks at one's length.
func (g *Graph) MissingEntry(s *Sink) bool {
	lookup := entryOf(s.Operand)
	if lookup == nil {
		return false
	}
	for _, block := range s.Func().Blocks {
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.Lookup:
				if instr.CommaOk {
					return false
				}
			case *ssa.Range:
				return false
			case *ssa.BinOp:
				for _, v := range append(measured(instr.X, instr.Y), measured(instr.Y, instr.X)...) {
					if entryOf(v) != nil {
						return false
					}
				}
			}
		}
	}
	return true
}

// entryOf returns what looks up a value in a map, through conversions.
func entryOf(v ssa.Value) *ssa.Lookup {
	for {
		switch from := v.(type) {
		case *ssa.Convert:
			v = from.X
		case *ssa.ChangeType:
			v = from.X
		case *ssa.Lookup:
			if _, isMap := from.X.Type().Underlying().(*types.Map); isMap && !from.CommaOk {
				return from
			}
			return nil
		default:
			return nil
		}
	}
}
