// Package timed finds code whose running time depends on what a value is: branches, indices,
// divisions, arithmetic with large numbers. Whether the value is a secret, its users decide.
package timed

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/lexicon"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// Dependence says in what way the time of an instruction depends on a value.
type Dependence int

// The dependences.
const (
	Branches   Dependence = iota // which code runs
	Indexes                      // which memory is read
	Divides                      // how long the division takes
	Shifts                       // by how much is shifted
	Calculates                   // how long an operation of math/big takes
	Finds                        // how far a map compares its keys with it
)

// A Place is a place where the time that is taken depends on an element of some bytes or
// numbers, or on a bit of a large number.
type Place struct {
	How    Dependence
	Value  flow.Value // what the bytes are, with what callers in sight pass
	Field  string     // the field that they are loaded from, with its import path and type, or ""
	UsedAs *flow.Sink // a use of the same bytes in one of the roles in the same function, or nil
	Name   string     // of Finds: what the program calls the value
	Node   ast.Node
}

// finder looks for places in one package.
type finder struct {
	*uses.Finder
	graph *flow.Graph
	roles []cryptoapi.Role
}

// Places returns the places of the package where time depends on elements of bytes, on large
// numbers, or on texts that are looked up, with their uses in one of the roles. Where a branch only
// leads to an error or a panic, it says no more than that the format is wrong. A table of up to 64
// bytes is read as a whole.
func Places(g *flow.Graph, roles ...cryptoapi.Role) []Place {
	e, mu := g.Engine()
	if e == nil {
		return nil
	}
	mu.Lock()
	defer mu.Unlock()
	f := finder{e, g, roles}
	var found []Place
	for _, fn := range f.Funcs {
		for instr := range ir.Instructions(fn) {
			how, operand := timedBy(instr)
			if leaf := elementIn(operand, maxOperands); leaf != nil {
				p := f.place(how, leaf, instr)
				p.UsedAs = f.usedAs(leaf, fn)
				found = append(found, p)
			}
			found = append(found, f.calculated(instr)...)
			found = append(found, f.lookedUp(instr)...)
		}
	}
	return found
}

// place returns the place of an instruction whose time depends on a value.
func (f finder) place(how Dependence, v ssa.Value, instr ssa.Instruction) Place {
	whole := f.CallersPass(f.Origins(v, "", instr), instr.Parent(), eval.MaxCallerHops)
	return Place{How: how, Value: f.Resolve(whole), Field: loadedFrom(v), Node: f.NodeOf(instr)}
}

const (
	maxOperands = 6  // operations between an element and what depends on it
	cacheLine   = 64 // bytes
)

// timedBy returns the number on which the time of an instruction depends.
func timedBy(instr ssa.Instruction) (Dependence, ssa.Value) {
	switch instr := instr.(type) {
	case *ssa.If:
		condition, ok := instr.Cond.(*ssa.BinOp)
		if !ok || refuses(instr.Block()) {
			return Branches, nil
		}
		x, y := elementIn(condition.X, maxOperands), elementIn(condition.Y, maxOperands)
		if x != nil && y != nil {
			return Branches, nil // a comparison of two values
		}
		if x != nil {
			return Branches, condition.X
		}
		return Branches, condition.Y
	case *ssa.IndexAddr:
		if !small(instr.X) {
			return Indexes, instr.Index
		}
	case *ssa.Index:
		if !small(instr.X) {
			return Indexes, instr.Index
		}
	case *ssa.BinOp:
		switch instr.Op {
		case token.QUO, token.REM:
			if _, constant := instr.Y.(*ssa.Const); constant {
				return Divides, nil // it becomes a multiplication
			}
			if elementIn(instr.Y, maxOperands) != nil {
				return Divides, instr.Y
			}
			return Divides, instr.X
		case token.SHL, token.SHR:
			return Shifts, instr.Y
		}
	}
	return 0, nil
}

// small reports whether a table fits in one line of the cache.
func small(table ssa.Value) bool {
	if text, ok := ir.ConstantText(table); ok {
		return len(text) <= cacheLine
	}
	n := ir.ArrayLength(table.Type())
	return n >= 0 && n <= cacheLine
}

// refuses reports whether one side of a branch does nothing but fail.
func refuses(block *ssa.BasicBlock) bool {
	return slices.ContainsFunc(block.Succs, func(next *ssa.BasicBlock) bool {
		switch last := next.Instrs[len(next.Instrs)-1].(type) {
		case *ssa.Panic:
			return true
		case *ssa.Return:
			return ir.Fails(last) || len(last.Results) > 0 && isFalse(last.Results[len(last.Results)-1])
		}
		return false
	})
}

func isFalse(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value != nil && c.Value.ExactString() == "false"
}

// elementIn returns the element of bytes or numbers, or the bit, that a number is computed
// from, or nil.
func elementIn(v ssa.Value, depth int) ssa.Value {
	if v == nil || depth == 0 {
		return nil
	}
	switch v := v.(type) {
	case *ssa.Convert:
		return elementIn(v.X, depth-1)
	case *ssa.ChangeType:
		return elementIn(v.X, depth-1)
	case *ssa.BinOp:
		if found := elementIn(v.X, depth-1); found != nil {
			return found
		}
		return elementIn(v.Y, depth-1)
	case *ssa.UnOp:
		if address, ok := v.X.(*ssa.IndexAddr); ok && v.Op == token.MUL && isInteger(v.Type()) && ir.IsReference(address.X.Type()) {
			return v
		}
		if v.Op == token.XOR || v.Op == token.SUB {
			return elementIn(v.X, depth-1)
		}
	case *ssa.Index:
		if isInteger(v.Type()) && !ir.IsString(v.X.Type()) {
			return v
		}
	case *ssa.Call:
		if ir.CalledSymbol(v) == "math/big.Int.Bit" {
			return v
		}
	}
	return nil
}

func isInteger(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsInteger != 0
}

// loadedFrom returns the field that holds a large number, or that of a bit.
func loadedFrom(v ssa.Value) string {
	if call, ok := v.(*ssa.Call); ok && ir.CalledSymbol(call) == "math/big.Int.Bit" {
		v = call.Call.Args[0]
	}
	if load, ok := v.(*ssa.UnOp); ok {
		if address, ok := load.X.(*ssa.FieldAddr); ok {
			return ir.FieldKey(address.X.Type(), address.Field)
		}
	}
	return ""
}

// usedAs returns a sink of the function that uses the bytes of an element in one of the
// roles: all of the same parameter, field or variable. What another function makes a key of
// the bytes may be a part of them, unless they are called a key here, too.
func (f finder) usedAs(leaf ssa.Value, fn *ssa.Function) *flow.Sink {
	bytes := collectionOf(leaf)
	if bytes == nil {
		return nil
	}
	for _, sink := range f.Found {
		if sink.Func() == fn && slices.Contains(f.roles, sink.Role) && sink.Operand != nil && ir.SameValue(bytes, sink.Operand) && (!sink.Through() || f.called(bytes)) {
			return sink
		}
	}
	return nil
}

// called reports whether the name of a parameter or field says that it is a secret.
func (f finder) called(v ssa.Value) bool {
	names := provenance.KeptAs(v)
	if parameter, ok := v.(*ssa.Parameter); ok {
		names = []string{parameter.Name()}
	}
	return slices.ContainsFunc(names, func(name string) bool { return f.graph.Suggests(name) || lexicon.KeyOfBytes(name) })
}

// collectionOf returns the bytes of which a value is an element, or nil.
func collectionOf(leaf ssa.Value) ssa.Value {
	switch leaf := leaf.(type) {
	case *ssa.UnOp:
		return leaf.X.(*ssa.IndexAddr).X
	case *ssa.Index:
		return leaf.X
	}
	return nil
}
