package flow

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// OnlyIfFound returns the code that looks up what a sink is used beside, where the function
// returns at once if there is nothing to be found, and does nothing of what the sink does
// then: the hash of a password, of a user who does not exist. It is nil otherwise.
func (g *Graph) OnlyIfFound(s *Sink) ast.Node {
	if g.e == nil || s.Call == nil {
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, operand := range s.Call.Common().Args {
		if operand == s.Operand {
			continue
		}
		lookup := lookupOf(operand, maxTaken)
		if lookup == nil || lookup.Parent() != s.Func() {
			continue
		}
		for _, missing := range branchesOnMissing(lookup) {
			if missing.found.Dominates(s.Instr.Block()) && g.leavesWithout(missing.missing, missing.found, s) {
				return g.e.NodeOf(lookup)
			}
		}
	}
	return nil
}

// maxTaken bounds the operations between what is looked up and the part that is used.
const maxTaken = 6

// lookupOf returns the call, or the entry of a map, that a value is a part of.
func lookupOf(v ssa.Value, depth int) ssa.Instruction {
	if v == nil || depth == 0 {
		return nil
	}
	switch v := v.(type) {
	case *ssa.Extract:
		switch tuple := v.Tuple.(type) {
		case *ssa.Call:
			return tuple
		case *ssa.Lookup:
			return tuple
		}
	case *ssa.Call:
		if ir.IsReference(v.Type()) && len(v.Call.Args) > 0 {
			return v
		}
	case *ssa.Convert:
		return lookupOf(v.X, depth-1)
	case *ssa.ChangeType:
		return lookupOf(v.X, depth-1)
	case *ssa.MakeInterface:
		return lookupOf(v.X, depth-1)
	case *ssa.Field:
		return lookupOf(v.X, depth-1)
	case *ssa.FieldAddr:
		return lookupOf(v.X, depth-1)
	case *ssa.Slice:
		return lookupOf(v.X, depth-1)
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return lookupOf(v.X, depth-1)
		}
	case *ssa.Alloc: // what is stored as a whole, or filled by a call
		return lookupInto(v, depth)
	}
	return nil
}

func lookupInto(cell *ssa.Alloc, depth int) ssa.Instruction {
	var found ssa.Instruction
	for _, user := range *cell.Referrers() {
		store, ok := user.(*ssa.Store)
		if !ok || store.Addr != ssa.Value(cell) {
			continue
		}
		if found != nil {
			return nil
		}
		found = lookupOf(store.Val, depth-1)
	}
	return found
}

// missing is a branch that is taken if a lookup has found nothing, and the other.
type missing struct{ missing, found *ssa.BasicBlock }

// branchesOnMissing returns the branches on the error, the truth value or the nil of a
// lookup.
func branchesOnMissing(lookup ssa.Instruction) []missing {
	v, ok := lookup.(ssa.Value)
	if !ok || v.Referrers() == nil {
		return nil
	}
	results := []ssa.Value{v}
	for _, user := range *v.Referrers() {
		if extract, ok := user.(*ssa.Extract); ok {
			results = append(results, extract)
		}
	}
	var found []missing
	for _, result := range results {
		for _, user := range *result.Referrers() {
			found = append(found, branchOn(user, result)...)
		}
	}
	return found
}

func branchOn(user ssa.Instruction, result ssa.Value) []missing {
	switch user := user.(type) {
	case *ssa.If:
		return []missing{{user.Block().Succs[1], user.Block().Succs[0]}}
	case *ssa.UnOp:
		if user.Op != token.NOT {
			return nil
		}
		for _, use := range *user.Referrers() {
			if branch, ok := use.(*ssa.If); ok {
				return []missing{{branch.Block().Succs[0], branch.Block().Succs[1]}}
			}
		}
	case *ssa.BinOp:
		if !ir.IsNil(user.X) && !ir.IsNil(user.Y) {
			return nil
		}
		missingIfNil := !ir.IsError(result.Type())
		for _, use := range *user.Referrers() {
			if branch, ok := use.(*ssa.If); ok {
				whenTrue, whenFalse := branch.Block().Succs[0], branch.Block().Succs[1]
				if (user.Op == token.EQL) == missingIfNil {
					return []missing{{whenTrue, whenFalse}}
				}
				return []missing{{whenFalse, whenTrue}}
			}
		}
	}
	return nil
}

// leavesWithout reports whether all ways from a block, without another, end without a call
// that hashes or verifies a password, here or in a function of the package.
func (g *Graph) leavesWithout(from, without *ssa.BasicBlock, s *Sink) bool {
	seen := map[*ssa.BasicBlock]bool{without: true}
	for work := []*ssa.BasicBlock{from}; len(work) > 0; work = work[1:] {
		block := work[0]
		if seen[block] {
			continue
		}
		seen[block] = true
		if block == s.Instr.Block() || g.usesPassword(block.Instrs, maxPasswordCalls) {
			return false
		}
		work = append(work, block.Succs...)
	}
	return true
}

// maxPasswordCalls bounds the functions between a call and the hash of a password.
const maxPasswordCalls = 3

func (g *Graph) usesPassword(instrs []ssa.Instruction, depth int) bool {
	for _, instr := range instrs {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		for _, t := range g.e.Targets(call) {
			for _, sink := range g.e.TargetSinks(call, t) {
				if sink.Role == cryptoapi.AsPassword {
					return true
				}
			}
			if depth > 0 && g.e.HasBody(t.Fn) {
				for _, block := range t.Fn.Blocks {
					if g.usesPassword(block.Instrs, depth-1) {
						return true
					}
				}
			}
			if sleeps(t.Object) {
				return true
			}
		}
	}
	return false
}

// sleeps reports whether a function waits, so as to take as long in any case.
func sleeps(fn *types.Func) bool { return fn != nil && ir.SymbolOf(fn) == "time.Sleep" }
