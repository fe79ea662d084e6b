package ir

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// ReturnsError reports whether result i is the zero value beside an error: what
// callers must not use.
func ReturnsError(ret *ssa.Return, i int) bool {
	last := len(ret.Results) - 1
	if i == last || last < 1 || !IsError(ret.Results[last].Type()) {
		return false
	}
	if c, ok := returned(ret, last).(*ssa.Const); ok && c.Value == nil {
		return false
	}
	c, ok := returned(ret, i).(*ssa.Const)
	return ok && (c.Value == nil || isZero(c))
}

func isZero(c *ssa.Const) bool {
	return c.Value == nil || c.Value.ExactString() == `""` || c.Value.ExactString() == "0" || c.Value.ExactString() == "false"
}

// returned returns a result as the return statement says it: a named result that a closure
// has captured is stored and loaded again.
func returned(ret *ssa.Return, i int) ssa.Value {
	load, ok := ret.Results[i].(*ssa.UnOp)
	if !ok || load.Op != token.MUL || load.Block() != ret.Block() {
		return ret.Results[i]
	}
	var last ssa.Value = load
	for _, instr := range ret.Block().Instrs {
		if instr == ssa.Instruction(load) {
			break
		}
		if store, ok := instr.(*ssa.Store); ok && store.Addr == load.X {
			last = store.Val
		}
	}
	return last
}

// StoresBack reports whether a store puts back what was just loaded from there, as that of
// a named result does in "return file, err" where a closure has captured it.
func StoresBack(store *ssa.Store) bool {
	load, ok := store.Val.(*ssa.UnOp)
	return ok && load.Op == token.MUL && load.X == store.Addr && load.Block() == store.Block()
}

// Fails reports whether a return certainly returns an error: what was filled by
// then is not used by careful callers.
func Fails(ret *ssa.Return) bool {
	if len(ret.Results) == 0 {
		return false
	}
	last := returned(ret, len(ret.Results)-1)
	return IsError(last.Type()) && isFailure(last, ret.Block())
}

// Declines reports whether a return says with false, as its last result, that the function has
// not done what it does where it returns true.
func Declines(ret *ssa.Return) bool {
	if len(ret.Results) == 0 || !isBool(ret, false) {
		return false
	}
	for other := range Returns(ret.Parent()) {
		if isBool(other, true) {
			return true
		}
	}
	return false
}

// TrueUnless reports whether a return says in one result whether its error is nil: good where
// it is, and the opposite where it is not.
func TrueUnless(ret *ssa.Return, result, err int, good bool) bool {
	failure := returned(ret, err)
	return isConstant(returned(ret, result), good == (IsNil(failure) || decidedByNil(failure, ret.Block(), true, maxChecks)))
}

// isBool reports whether the last result of a return is that constant.
func isBool(ret *ssa.Return, want bool) bool {
	return isConstant(ret.Results[len(ret.Results)-1], want)
}

// isConstant reports whether a value is that truth value.
func isConstant(v ssa.Value, want bool) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value != nil && c.Value.Kind() == constant.Bool && constant.BoolVal(c.Value) == want
}

// isFailure reports whether an error is certainly not nil where a block returns it.
func isFailure(err ssa.Value, block *ssa.BasicBlock) bool {
	switch err := err.(type) {
	case *ssa.Const:
		return false
	case *ssa.MakeInterface:
		return true
	case *ssa.UnOp:
		if _, sentinel := err.X.(*ssa.Global); sentinel { // ErrNotFound
			return true
		}
	case *ssa.Call:
		if makesError(err) {
			return true
		}
		for _, wrapped := range err.Call.Args {
			if IsError(wrapped.Type()) && guardedByNil(wrapped, block) {
				return true
			}
		}
	}
	return guardedByNil(err, block)
}

// makesError reports whether a call returns an error whatever it is passed.
func makesError(call *ssa.Call) bool {
	callee := call.Call.StaticCallee()
	if callee == nil {
		return false
	}
	switch callee.String() {
	case "errors.New", "fmt.Errorf":
		return true
	}
	return false
}
