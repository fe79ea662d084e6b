package ir

import (
	"go/constant"
	"go/types"
	"iter"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// IsBound reports whether a function stands for a method value: its only free
// variable is the receiver.
func IsBound(fn *ssa.Function) bool { return fn.Synthetic != "" && len(fn.FreeVars) == 1 }

func IsCall(instr ssa.Instruction) bool {
	_, ok := instr.(ssa.CallInstruction)
	return ok
}

// ClosureUses returns the instructions at which a closure may run: its calls,
// and the instructions that hand it to others.
func ClosureUses(closure *ssa.MakeClosure) []ssa.Instruction {
	var uses []ssa.Instruction
	for _, user := range *closure.Referrers() {
		switch user := user.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			uses = append(uses, closureLoads(user)...)
		default:
			uses = append(uses, user)
		}
	}
	return uses
}

// closureLoads returns the uses of a closure that was put into a variable that
// is captured itself, as recursive closures are.
func closureLoads(store *ssa.Store) []ssa.Instruction {
	uses := []ssa.Instruction{store}
	cell, ok := store.Addr.(*ssa.Alloc)
	if !ok {
		return uses
	}
	for _, user := range *cell.Referrers() {
		load, ok := user.(*ssa.UnOp)
		if !ok {
			continue
		}
		for _, called := range *load.Referrers() {
			if _, isRef := called.(*ssa.DebugRef); !isRef {
				uses = append(uses, called)
			}
		}
	}
	return uses
}

// CallsAtOnce reports whether a call runs a closure before it returns, for certain: it
// calls it, or hands it to sync.Once, which has run it by then if not now.
func CallsAtOnce(at ssa.Instruction, closure *ssa.MakeClosure) bool {
	call, ok := at.(*ssa.Call)
	if !ok {
		return false
	}
	if call.Call.Value == ssa.Value(closure) {
		return true
	}
	callee := call.Call.StaticCallee()
	return callee != nil && callee.String() == "(*sync.Once).Do" && call.Call.Args[1] == ssa.Value(closure)
}

// onlyCalls reports whether an instruction does nothing with a function but call it.
func onlyCalls(user ssa.Instruction, fn ssa.Value) bool {
	switch user := user.(type) {
	case *ssa.DebugRef:
		return true
	case ssa.CallInstruction:
		return user.Common().Value == fn && !slices.Contains(user.Common().Args, fn)
	}
	return false
}

// ReceiveState returns the receiving case of a select with that number, or nil.
func ReceiveState(s *ssa.Select, number int) *ssa.SelectState {
	for _, state := range s.States {
		if state.Dir != types.RecvOnly {
			continue
		}
		if number == 0 {
			return state
		}
		number--
	}
	return nil
}

func IsInstruction(v ssa.Value) bool {
	_, ok := v.(ssa.Instruction)
	return ok
}

func IsNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value == nil
}

func ConstantInt(v ssa.Value) (int64, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(c.Value)
}

// ConstantBool returns the truth value that a constant is.
func ConstantBool(v ssa.Value) (truth, ok bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Bool {
		return false, false
	}
	return constant.BoolVal(c.Value), true
}

// ConstantText returns the text constant that a value is.
func ConstantText(v ssa.Value) (string, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(c.Value), true
}

// FirstText returns the first text constant among values, or "".
func FirstText(values []ssa.Value) string {
	for _, v := range values {
		if text, ok := ConstantText(v); ok {
			return text
		}
	}
	return ""
}

// Returns goes through the returns of a function, in the order of its blocks.
func Returns(fn *ssa.Function) iter.Seq[*ssa.Return] {
	return func(yield func(*ssa.Return) bool) {
		for _, block := range fn.Blocks {
			if ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return); ok && !yield(ret) {
				return
			}
		}
	}
}

// IsLen reports whether a call is one of the builtin len.
func IsLen(call *ssa.Call) bool {
	builtin, ok := call.Call.Value.(*ssa.Builtin)
	return ok && builtin.Name() == "len"
}

// UsesOfMerged returns the uses of a value, and those of the variables that hold it on one of
// several ways.
func UsesOfMerged(v ssa.Value) iter.Seq[ssa.Instruction] {
	return func(yield func(ssa.Instruction) bool) {
		seen := map[ssa.Value]bool{v: true}
		for work := []ssa.Value{v}; len(work) > 0; work = work[1:] {
			for _, user := range *work[0].Referrers() {
				phi, merged := user.(*ssa.Phi)
				switch {
				case !merged:
					if !yield(user) {
						return
					}
				case !seen[phi]:
					seen[phi] = true
					work = append(work, phi)
				}
			}
		}
	}
}
