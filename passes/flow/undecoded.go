package flow

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// BothUndecoded reports whether both sides of the comparison at a sink are decoded from
// texts, and each of them is empty where its text cannot be decoded: the error is dropped, or
// a helper returns nil instead of it. It is false where the function leaves out the comparison
// if one of them has a length, or is refused by what it calls.
func (g *Graph) BothUndecoded(s *Sink) bool {
	call, ok := s.Instr.(*ssa.Call)
	if !ok || s.Use != nil || len(call.Call.Args) != 2 {
		return false
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	u := undecoded{Graph: g, compare: call}
	return !slices.ContainsFunc(call.Call.Args, func(side ssa.Value) bool {
		return !u.mayBeEmpty(side, call.Block(), maxUndecoded) || u.refused(side)
	})
}

// maxUndecoded bounds how far a value is followed to what decoded it.
const maxUndecoded = 4

type undecoded struct {
	*Graph
	compare *ssa.Call
}

// mayBeEmpty reports whether a value is what a decoder returned, where control gets to a block
// even if that failed.
func (u *undecoded) mayBeEmpty(v ssa.Value, at *ssa.BasicBlock, depth int) bool {
	if depth == 0 {
		return false
	}
	switch v := v.(type) {
	case *ssa.ChangeType:
		return u.mayBeEmpty(v.X, at, depth)
	case *ssa.Convert:
		return u.mayBeEmpty(v.X, at, depth)
	case *ssa.Phi:
		return slices.ContainsFunc(v.Edges, func(edge ssa.Value) bool { return edge != v && u.mayBeEmpty(edge, at, depth-1) })
	case *ssa.Extract:
		call, ok := v.Tuple.(*ssa.Call)
		return ok && v.Index == 0 && u.decodes(call) && !errorStops(call, at)
	case *ssa.Call:
		return slices.ContainsFunc(u.e.Targets(v), func(t *eval.Target) bool { return t.Row == nil && u.returnsEmpty(t, depth) })
	}
	return false
}

// decodes reports whether a call reads data back from a text.
func (u *undecoded) decodes(call *ssa.Call) bool {
	return slices.ContainsFunc(u.e.Targets(call), func(t *eval.Target) bool { return t.Row.Spelling("") == cryptoapi.Decoded })
}

// returnsEmpty reports whether a function without an error among its results decodes what it
// returns, and returns nothing where that fails.
func (u *undecoded) returnsEmpty(t *eval.Target, depth int) bool {
	if t.Object == nil || t.Object.Signature().Results().Len() != 1 {
		return false
	}
	if !u.e.HasBody(t.Fn) {
		return u.returnsEmptyElsewhere(t)
	}
	for instr := range ir.Instructions(t.Fn) {
		call, ok := instr.(*ssa.Call)
		if !ok || !u.decodes(call) {
			continue
		}
		decoded, empty := false, false
		for ret := range ir.Returns(t.Fn) {
			result := ret.Results[0]
			decoded = decoded || result == ir.ResultAt(call, 0)
			empty = empty || ir.IsNil(result) || u.mayBeEmpty(result, ret.Block(), depth-1)
		}
		if decoded && empty {
			return true
		}
	}
	return false
}

// returnsEmptyElsewhere is returnsEmpty for a function of another package.
func (u *undecoded) returnsEmptyElsewhere(t *eval.Target) bool {
	result, _ := u.e.ResultOf(t, 0, "")
	empty := result.Any(func(a Alternative) bool { return a.Only(cryptoapi.Zero) })
	return slices.ContainsFunc(result.Origins(), func(o *Origin) bool {
		return o.Spelled == cryptoapi.Unchecked || o.Spelled == cryptoapi.Decoded && empty
	})
}

// errorStops reports whether the error of a call may keep control from a block: a branch
// depends on it, or others get it.
func errorStops(call *ssa.Call, at *ssa.BasicBlock) bool {
	err := ir.ResultAt(call, call.Call.Signature().Results().Len()-1)
	if err == nil {
		return false
	}
	for _, user := range *err.Referrers() {
		switch user.(type) {
		case *ssa.DebugRef, *ssa.BinOp:
			continue
		}
		return true
	}
	return excludes(branchesOn(err), call.Block(), at)
}

// branchesOn returns the branches that depend on a value, or on what it is compared with.
func branchesOn(v ssa.Value) []*ssa.If { return branchesWithin(v, maxUndecoded) }

func branchesWithin(v ssa.Value, depth int) []*ssa.If {
	if v == nil || v.Referrers() == nil || depth == 0 {
		return nil
	}
	var found []*ssa.If
	for _, user := range *v.Referrers() {
		switch user := user.(type) {
		case *ssa.If:
			found = append(found, user)
		case *ssa.BinOp, *ssa.Phi: // also of a condition with && or ||
			found = append(found, branchesWithin(user.(ssa.Value), depth-1)...)
		case *ssa.UnOp:
			if user.Op == token.NOT {
				found = append(found, branchesWithin(user, depth-1)...)
			}
		}
	}
	return found
}

// refused reports whether the function leaves out the comparison because of what a value is:
// its length, whether it is nil, what a function says of it. What is known of it may also
// become a part of the result.
func (u *undecoded) refused(v ssa.Value) bool {
	for _, form := range forms(v, nil) {
		for _, user := range *form.Referrers() {
			told, ok := user.(ssa.Value)
			if call, isCall := user.(*ssa.Call); !ok || isCall && call == u.compare {
				continue
			}
			if excludes(branchesOn(told), nil, u.compare.Block()) || kept(told) {
				return true
			}
		}
	}
	return false
}

// kept reports whether the comparison of a length, or of a value with nil, is not only for a
// branch.
func kept(told ssa.Value) bool {
	for _, user := range *told.Referrers() {
		op, ok := user.(*ssa.BinOp)
		if !ok || !ir.IsInteger(told.Type()) {
			continue
		}
		for _, use := range *op.Referrers() {
			switch use.(type) {
			case *ssa.If, *ssa.DebugRef:
				continue
			}
			return true
		}
	}
	return false
}

// forms returns a value and what it was before conversions and where branches meet.
func forms(v ssa.Value, seen []ssa.Value) []ssa.Value {
	if v.Referrers() == nil || slices.Contains(seen, v) {
		return seen
	}
	seen = append(seen, v)
	switch v := v.(type) {
	case *ssa.ChangeType:
		return forms(v.X, seen)
	case *ssa.Convert:
		return forms(v.X, seen)
	case *ssa.Phi:
		for _, edge := range v.Edges {
			seen = forms(edge, seen)
		}
	}
	return seen
}

// excludes reports whether one way out of a branch does not lead to a block. A branch before
// the block from counts only where that is nil.
func excludes(branches []*ssa.If, from, to *ssa.BasicBlock) bool {
	return slices.ContainsFunc(branches, func(branch *ssa.If) bool {
		if from != nil && !from.Dominates(branch.Block()) {
			return false
		}
		return slices.ContainsFunc(branch.Block().Succs, func(next *ssa.BasicBlock) bool { return !reaches(next, to, branch.Block()) })
	})
}

// reaches reports whether control gets from one block to another without going on from a
// third.
func reaches(from, to, without *ssa.BasicBlock) bool {
	return ir.Reached(from, func(block, _ *ssa.BasicBlock) bool { return block != without })[to]
}
