// Package condition knows the path conditions of a function: the comparisons with
// constants that branches depend on. It tells whether control reaches a place if a
// value is a certain constant.
package condition

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// ComparisonsOf returns the comparisons of a value with constants, and the block in
// which the value comes to be. All loads from one place count as one value.
func ComparisonsOf(v ssa.Value, fn *ssa.Function) (Conditions, *ssa.BasicBlock) {
	if v.Parent() != fn || len(fn.Blocks) == 0 {
		return nil, nil
	}
	from := fn.Blocks[0]
	same := SameLoads(v)
	if instr, ok := v.(ssa.Instruction); ok && len(same) == 1 {
		from = instr.Block()
	}
	found := make(Conditions)
	for _, one := range same {
		found.add(one)
	}
	return found, from
}

// Conditions are the comparisons of one value with constants that branches depend on.
type Conditions map[ssa.Value]condition

// condition says that a branch is taken if the value is in that relation to the constant,
// or one of the members.
type condition struct {
	Op       token.Token
	Constant constant.Value
	flipped  bool // the constant is on the left
	members  []constant.Value
}

// OneOf is the condition that a value is one of some constants: a key that a map has.
func OneOf(members []constant.Value) condition { return condition{members: members} }

// IsEqual returns the value that a comparison with == or != asks to be a constant, and
// the condition; nil if it asks something else.
func IsEqual(comparison *ssa.BinOp) (ssa.Value, condition) {
	with := comparedConstant(comparison)
	if with == nil || (comparison.Op != token.EQL && comparison.Op != token.NEQ) {
		return nil, condition{}
	}
	if with == comparison.Y {
		return comparison.X, condition{Op: comparison.Op, Constant: with.Value}
	}
	return comparison.Y, condition{Op: comparison.Op, Constant: with.Value, flipped: true}
}

// add enters the comparisons of a value, or itself if it is a bool.
func (c Conditions) add(v ssa.Value) {
	if v.Referrers() == nil {
		return
	}
	for _, user := range *v.Referrers() {
		switch user := user.(type) {
		case *ssa.BinOp:
			if with := comparedConstant(user); with != nil {
				c[user] = condition{Op: user.Op, Constant: with.Value, flipped: user.Y != with}
			}
		case *ssa.UnOp:
			if user.Op == token.NOT {
				c[user] = condition{Op: token.NEQ, Constant: constant.MakeBool(true)}
			}
		case *ssa.If:
			c[v] = condition{Op: token.EQL, Constant: constant.MakeBool(true)}
		}
	}
}

// holds reports whether the condition is met if the value is c, and whether that is known.
func (k condition) holds(c constant.Value) (holds, known bool) {
	if k.Constant == nil {
		return contains(k.members, c), true
	}
	if k.Constant.Kind() != c.Kind() {
		return false, false
	}
	switch c.Kind() {
	case constant.Int, constant.String, constant.Bool:
	default:
		return false, false
	}
	if k.flipped {
		return constant.Compare(k.Constant, k.Op, c), true
	}
	return constant.Compare(c, k.Op, k.Constant), true
}

// SameLoads returns the loads from the place that v is loaded from, v among them.
func SameLoads(v ssa.Value) []ssa.Value {
	if call, ok := v.(*ssa.Call); ok {
		return sameGets(call)
	}
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return []ssa.Value{v}
	}
	addresses := []ssa.Value{load.X}
	if field, ok := load.X.(*ssa.FieldAddr); ok && field.X.Referrers() != nil {
		addresses = nil
		for _, user := range *field.X.Referrers() {
			if other, ok := user.(*ssa.FieldAddr); ok && other.Field == field.Field {
				addresses = append(addresses, other)
			}
		}
	}
	var loads []ssa.Value
	for _, address := range addresses {
		if address.Referrers() == nil {
			continue
		}
		for _, user := range *address.Referrers() {
			if other, ok := user.(*ssa.UnOp); ok && other.Op == token.MUL && other.Parent() == v.Parent() {
				loads = append(loads, other)
			}
		}
	}
	if len(loads) == 0 {
		return []ssa.Value{v} // a package variable, which has no referrers
	}
	return loads
}

// sameGets returns the calls of one getter with one receiver, if a call is that of a getter:
// a method without arguments that returns a field of its receiver.
func sameGets(call *ssa.Call) []ssa.Value {
	getter := call.Call.StaticCallee()
	if getter == nil || len(call.Call.Args) != 1 || !returnsField(getter) || call.Call.Args[0].Referrers() == nil {
		return []ssa.Value{call}
	}
	var calls []ssa.Value
	for _, user := range *call.Call.Args[0].Referrers() {
		if other, ok := user.(*ssa.Call); ok && other.Call.StaticCallee() == getter && other.Call.Args[0] == call.Call.Args[0] {
			calls = append(calls, other)
		}
	}
	return calls
}

func returnsField(fn *ssa.Function) bool {
	if len(fn.Blocks) != 1 || fn.Signature.Recv() == nil {
		return false
	}
	ret, ok := fn.Blocks[0].Instrs[len(fn.Blocks[0].Instrs)-1].(*ssa.Return)
	if !ok || len(ret.Results) != 1 {
		return false
	}
	switch result := ret.Results[0].(type) {
	case *ssa.Field:
		return result.X == fn.Params[0]
	case *ssa.UnOp:
		field, ok := result.X.(*ssa.FieldAddr)
		return ok && result.Op == token.MUL && field.X == fn.Params[0]
	}
	return false
}

// comparedConstant returns the constant that a comparison has on one side, or nil.
func comparedConstant(comparison *ssa.BinOp) *ssa.Const {
	switch comparison.Op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
	default:
		return nil
	}
	for _, side := range []ssa.Value{comparison.Y, comparison.X} {
		if c, ok := side.(*ssa.Const); ok && c.Value != nil {
			return c
		}
	}
	return nil
}

// Reachable reports whether control gets from one block to another, and from there
// to next unless that is nil, if the compared value is the constant c.
func Reachable(from, to, next *ssa.BasicBlock, comparisons Conditions, c constant.Value) bool {
	seen := make([]bool, len(from.Parent().Blocks)) // by the index of a block
	seen[from.Index] = true
	work := []*ssa.BasicBlock{from}
	for len(work) > 0 {
		block := work[0]
		work = work[1:]
		if block == to && next == nil {
			return true
		}
		for _, successor := range successors(block, comparisons, c) {
			if block == to && successor == next {
				return true
			}
			if !seen[successor.Index] {
				seen[successor.Index] = true
				work = append(work, successor)
			}
		}
	}
	return false
}

// successors returns the blocks that may follow if the compared value is c.
func successors(block *ssa.BasicBlock, comparisons Conditions, c constant.Value) []*ssa.BasicBlock {
	branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
	if !ok {
		return block.Succs
	}
	comparison, ok := comparisons[branch.Cond]
	if !ok {
		return block.Succs
	}
	holds, known := comparison.holds(c)
	switch {
	case !known:
		return block.Succs
	case holds:
		return block.Succs[:1]
	}
	return block.Succs[1:]
}
