package curve

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// Given returns the points of keys that callers of exported functions pass, where a secret is
// agreed on with them and nothing around asks whether they are on the curve. The point is in
// two fields of one object, the scalar in a field of another, and only the first coordinate of
// the product is used.
func (f *Finder) Given() []Point {
	if f.Finder == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	var found []Point
	for _, fn := range f.Funcs {
		if fn.Object() == nil || !fn.Object().Exported() {
			continue
		}
		for instr := range ir.Instructions(fn) {
			call, ok := instr.(*ssa.Call)
			if ok && agreesWithGiven(call) && !f.checked(fn) {
				found = append(found, Point{API: ir.ShortName(ir.Called(call)), Multiplied: true, Node: f.NodeOf(call)})
			}
		}
	}
	return found
}

// agreesWithGiven reports whether a call multiplies the point of an object that the function
// is passed by the number of another object, and the second coordinate is dropped.
func agreesWithGiven(call *ssa.Call) bool {
	symbol := ir.CalledSymbol(call)
	if symbol != multiply && symbol != multiplied {
		return false
	}
	operands := call.Call.Args
	if !call.Call.IsInvoke() {
		operands = operands[1:]
	}
	point, scalar := objectOf(operands[0]), objectOf(scalarOf(operands[2]))
	if _, passed := point.(*ssa.Parameter); !passed || objectOf(operands[1]) != point || scalar == point || !outlasts(scalar) {
		return false
	}
	return !ir.Used(ir.ResultAt(call, 1)) && ir.Used(ir.ResultAt(call, 0))
}

// outlasts reports whether a key is one that the function is passed, or that a field holds. One
// that it has just generated serves once, and is not worth an attack.
func outlasts(key ssa.Value) bool {
	switch key := key.(type) {
	case *ssa.Parameter:
		return true
	case *ssa.UnOp:
		_, field := key.X.(*ssa.FieldAddr)
		return field
	}
	return false
}

// scalarOf returns the number whose bytes a value is, or nil.
func scalarOf(v ssa.Value) ssa.Value {
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil
	}
	switch ir.CalledSymbol(call) {
	case "math/big.Int.Bytes", "math/big.Int.FillBytes":
		return call.Call.Args[0]
	}
	return nil
}

// objectOf returns the object that a value is loaded from a field of, through structs in
// structs, or nil.
func objectOf(v ssa.Value) ssa.Value {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	address, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	for {
		outer, ok := address.X.(*ssa.FieldAddr)
		if !ok {
			return passedIn(address.X)
		}
		address = outer
	}
}

// passedIn returns the parameter whose copy a variable holds, or else the variable.
func passedIn(object ssa.Value) ssa.Value {
	local, ok := object.(*ssa.Alloc)
	if !ok {
		return object
	}
	for _, user := range *local.Referrers() {
		if store, ok := user.(*ssa.Store); ok && store.Addr == object {
			if param, ok := store.Val.(*ssa.Parameter); ok {
				return param
			}
		}
	}
	return object
}
