package ir

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// maxChecks bounds the functions within functions that are asked whether they check an error.
const maxChecks = 3

// AfterFailure reports whether a block runs only if the call that returned a value has returned
// an error with it.
func AfterFailure(v ssa.Value, block *ssa.BasicBlock) bool {
	return slices.ContainsFunc(ErrorsBeside(v), func(err ssa.Value) bool { return guardedByNil(err, block) })
}

// ErrorsBeside returns the errors that the call returned which returned a value.
func ErrorsBeside(v ssa.Value) []ssa.Value {
	result, ok := v.(*ssa.Extract)
	if !ok {
		return nil
	}
	var all []ssa.Value
	for _, use := range *result.Tuple.Referrers() {
		if err, ok := use.(*ssa.Extract); ok && IsError(err.Type()) {
			all = append(all, err)
		}
	}
	return all
}

// FailedParameter returns the parameter of a function that is an error, and not nil where a block
// of the function runs, or nil.
func FailedParameter(block *ssa.BasicBlock) *ssa.Parameter {
	for _, p := range block.Parent().Params {
		if IsError(p.Type()) && guardedByNil(p, block) {
			return p
		}
	}
	return nil
}

// guardedByNil reports whether the block runs only if the error is not nil.
func guardedByNil(err ssa.Value, block *ssa.BasicBlock) bool {
	return decidedByNil(err, block, false, maxChecks)
}

// decidedByNil reports whether the block runs only if the error is nil, or only if it is not.
func decidedByNil(err ssa.Value, block *ssa.BasicBlock, isNil bool, depth int) bool {
	for at := block.Idom(); at != nil; at = at.Idom() {
		branch, ok := at.Instrs[len(at.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		asked := false
		for i, next := range at.Succs {
			said, ok := implies(branch.Cond, i == 0, err, depth)
			if ok && said == isNil && len(next.Preds) == 1 && next.Dominates(block) {
				return true
			}
			asked = asked || ok
		}
		if _, variable := err.(*ssa.UnOp); asked && (variable || comparesWithNil(branch.Cond, err)) {
			return false // what was known of it before that may be about another error
		}
	}
	return false
}

// comparesWithNil reports whether a condition asks whether an error is nil.
func comparesWithNil(cond, err ssa.Value) bool {
	comparison, ok := cond.(*ssa.BinOp)
	return ok && (comparison.Op == token.EQL || comparison.Op == token.NEQ) && SameValue(comparison.X, err) && IsNil(comparison.Y)
}

// implies says whether an error is nil where a condition is true, or false. It is not ok where
// the condition does not tell.
func implies(cond ssa.Value, truth bool, err ssa.Value, depth int) (isNil, ok bool) {
	switch cond := cond.(type) {
	case *ssa.UnOp:
		if cond.Op == token.NOT {
			return implies(cond.X, !truth, err, depth)
		}
	case *ssa.BinOp:
		if comparesWithNil(cond, err) {
			return (cond.Op == token.EQL) == truth, true
		}
		made, call := cond.X.(*ssa.Call)
		return false, call && IsNil(cond.Y) && (cond.Op == token.NEQ && truth || cond.Op == token.EQL && !truth) && handsOn(made, err, depth)
	case *ssa.Call:
		return false, saysFailed(cond, truth, err, depth)
	}
	return false, false
}

// kinds are functions that say of which kind an error is: it is one.
var kinds = []string{"errors.Is", "errors.As", "os.IsExist", "os.IsNotExist", "os.IsPermission", "os.IsTimeout"}

// saysFailed reports whether a function that is asked about an error answers so only if it is
// not nil.
func saysFailed(call *ssa.Call, answer bool, err ssa.Value, depth int) bool {
	callee, param := asked(call, err)
	if callee != nil && slices.Contains(kinds, callee.String()) {
		return answer && !slices.ContainsFunc(call.Call.Args[1:], IsNil)
	}
	if param == nil || depth == 0 {
		return false
	}
	for ret := range Returns(callee) {
		if len(ret.Results) != 1 || !afterFailure(ret.Results[0], ret.Block(), answer, param, depth-1) {
			return false
		}
	}
	return true
}

// afterFailure reports whether a truth value in a block is the answer only if an error is not
// nil.
func afterFailure(v ssa.Value, block *ssa.BasicBlock, answer bool, err ssa.Value, depth int) bool {
	if isConstant(v, !answer) || decidedByNil(err, block, false, depth) {
		return true
	}
	if phi, ok := v.(*ssa.Phi); ok && phi.Block() == block {
		for i, edge := range phi.Edges {
			if _, again := edge.(*ssa.Phi); again || !afterFailure(edge, block.Preds[i], answer, err, depth) {
				return false
			}
		}
		return true
	}
	isNil, ok := implies(v, answer, err, depth)
	return ok && !isNil
}

// handsOn reports whether what a function returns is nil if the error is that it is passed.
func handsOn(call *ssa.Call, err ssa.Value, depth int) bool {
	callee, param := asked(call, err)
	if param == nil || depth == 0 || !IsError(call.Type()) {
		return false
	}
	for ret := range Returns(callee) {
		result := returned(ret, 0)
		made, called := result.(*ssa.Call)
		if !IsNil(result) && result != ssa.Value(param) && !decidedByNil(param, ret.Block(), false, depth-1) && !(called && handsOn(made, param, depth-1)) {
			return false
		}
	}
	return true
}

// asked returns the function that is called with an error, and its parameter for that. There is
// none where its code is not in sight.
func asked(call *ssa.Call, err ssa.Value) (*ssa.Function, *ssa.Parameter) {
	callee := OriginOf(call.Call.StaticCallee())
	i := slices.IndexFunc(call.Call.Args, func(arg ssa.Value) bool { return SameValue(arg, err) })
	switch {
	case callee == nil || i < 0:
		return nil, nil
	case len(callee.Blocks) == 0 || i >= len(callee.Params):
		return callee, nil
	}
	return callee, callee.Params[i]
}
