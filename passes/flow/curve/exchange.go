package curve

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/outcome"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// An Exchange leaves a shared secret in memory, without saying whether it is zero, and
// nothing around looks at it.
type Exchange struct {
	API  string
	Own  bool     // the point is the program's own: the base point
	Node ast.Node // the call
}

// Exchanges returns the calls of a function that leaves a shared secret in its first
// argument and gets the point of the peer in another, from 0.
func (f *Finder) Exchanges(symbol string, point int) []Exchange {
	if f.Finder == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	var found []Exchange
	for _, call := range f.calls() {
		if ir.CalledSymbol(call) != symbol || f.looked(call.Call.Args[0], call, maxCallers) {
			continue
		}
		found = append(found, Exchange{API: ir.ShortName(ir.Called(call)), Own: f.own(call.Call.Args[point], call), Node: f.NodeOf(call)})
	}
	return found
}

// An Agreement is a call that returns a shared secret and an error, and the secret is used
// before the error is looked at.
type Agreement struct {
	Symbol string // the function that agrees, with its import path
	API    string // it, as in the code, for messages
	Callee string // the function of the package that is called and calls it; empty: none
	Node   ast.Node
}

// Agreements returns the calls of the functions, and of those of the package that return
// what they do, whose error is not heeded. Each function is given with the index of the
// point of the peer, from 0, or -1. Where that is the program's own, there is no error.
func (f *Finder) Agreements(points map[string]int) []Agreement {
	if f.Finder == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	var found []Agreement
	for _, call := range f.calls() {
		a, ok := f.agrees(call, points)
		if !ok {
			callee := ir.OriginOf(call.Call.StaticCallee())
			if a, ok = f.agreesIn(callee, points, maxCallees); !ok {
				continue
			}
			a.Callee = callee.Name()
		}
		if len(outcome.Unchecked(call)) > 0 && !f.refusesNil(call) {
			a.Node = f.NodeOf(call)
			found = append(found, a)
		}
	}
	return found
}

// agrees reports whether a call is one of the functions, with the point of a peer.
func (f *Finder) agrees(call *ssa.Call, points map[string]int) (Agreement, bool) {
	symbol := ir.CalledSymbol(call)
	point, ok := points[symbol]
	if !ok || point >= 0 && point < len(call.Call.Args) && f.own(call.Call.Args[point], call) {
		return Agreement{}, false
	}
	return Agreement{Symbol: symbol, API: ir.ShortName(ir.Called(call))}, true
}

// agreesIn finds what agrees on the secret that a function of the package returns, with an
// error.
func (f *Finder) agreesIn(fn *ssa.Function, points map[string]int, depth int) (Agreement, bool) {
	if depth < 0 || !f.HasBody(fn) || fn.Signature.Results().Len() != 2 || !ir.IsError(fn.Signature.Results().At(1).Type()) {
		return Agreement{}, false
	}
	secret, _ := f.ResultOf(&eval.Target{Fn: fn}, 0, "")
	if !secret.Has(cryptoapi.SharedSecret) {
		return Agreement{}, false
	}
	for instr := range ir.Instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		if a, ok := f.agrees(call, points); ok {
			return a, true
		}
		if a, ok := f.agreesIn(ir.OriginOf(call.Call.StaticCallee()), points, depth-1); ok {
			return a, true
		}
	}
	return Agreement{}, false
}

// own reports whether the program made bytes itself: the base point, its own public key, an
// encoding of coordinates that it has, or what an exchange returned, which looked at the point
// of the peer before.
func (f *Finder) own(v ssa.Value, at ssa.Instruction) bool {
	passed := f.CallersPass(f.Origins(v, "", at), at.Parent(), eval.MaxCallerHops)
	if ofKey(passed) {
		return true
	}
	found := f.Resolve(passed)
	return len(found) > 0 && !found.Any(func(a value.Alternative) bool {
		return !a.Only(cryptoapi.Constant, cryptoapi.Zero, cryptoapi.SharedSecret)
	})
}

// looked reports whether bytes, or the memory that holds them, are compared or handed to a
// function that does nothing but tell something of them: here, or at a caller.
func (f *Finder) looked(v ssa.Value, but ssa.Instruction, hops int) bool {
	if hops < 0 {
		return false
	}
	if parameter, ok := v.(*ssa.Parameter); ok && f.lookedByCallers(parameter, hops) {
		return true
	}
	if v.Referrers() == nil {
		return false
	}
	for _, user := range *v.Referrers() {
		if user == but {
			continue
		}
		switch user := user.(type) {
		case *ssa.BinOp:
			return true
		case *ssa.UnOp, *ssa.Slice, *ssa.IndexAddr, *ssa.Index, *ssa.Convert, *ssa.ChangeType, *ssa.MakeInterface, *ssa.SliceToArrayPointer:
			if f.looked(user.(ssa.Value), but, hops) {
				return true
			}
		case *ssa.Store:
			if cell, ok := user.Addr.(*ssa.Alloc); ok && user.Val == v && f.looked(cell, user, hops-1) {
				return true
			}
		case *ssa.Return:
			for _, call := range f.Callers[user.Parent()] {
				if result, ok := call.(*ssa.Call); ok && f.looked(result, but, hops-1) {
					return true
				}
			}
		case *ssa.Extract:
			if f.looked(user, but, hops) {
				return true
			}
		case *ssa.Call:
			if _, builtin := user.Call.Value.(*ssa.Builtin); !builtin && tellsOnly(user.Call.Signature()) {
				return true
			}
			if f.lookedIn(user, v, hops-1) {
				return true
			}
		}
	}
	return false
}

// refusesNil reports whether the function asks whether the shared secret is nil, as it is
// where there is an error: as it was returned, or in the field where it was put.
func (f *Finder) refusesNil(call *ssa.Call) bool {
	secret := ir.ResultAt(call, 0)
	return secret != nil && (ir.ComparedWithNil(secret) || slices.ContainsFunc(*secret.Referrers(), f.readAgain))
}

// readAgain reports whether an instruction puts a value into a field that the function
// compares with nil.
func (f *Finder) readAgain(instr ssa.Instruction) bool {
	store, ok := instr.(*ssa.Store)
	if !ok {
		return false
	}
	field, ok := store.Addr.(*ssa.FieldAddr)
	return ok && slices.ContainsFunc(f.Fields[ir.AddressKey(field)], func(other *ssa.FieldAddr) bool {
		return other.Parent() == store.Parent() && slices.ContainsFunc(*other.Referrers(), func(user ssa.Instruction) bool {
			load, ok := user.(*ssa.UnOp)
			return ok && ir.ComparedWithNil(load)
		})
	})
}

// lookedIn reports whether a function of the package looks at what it gets.
func (f *Finder) lookedIn(call *ssa.Call, v ssa.Value, hops int) bool {
	return slices.ContainsFunc(f.parametersFor(call, v), func(p *ssa.Parameter) bool { return f.looked(p, call, hops) })
}

func (f *Finder) lookedByCallers(v *ssa.Parameter, hops int) bool {
	for call, argument := range f.Arguments(v) {
		if f.looked(memory(argument), call, hops-1) {
			return true
		}
	}
	return false
}

// memory is what a slice or a pointer to an array was taken of.
func memory(v ssa.Value) ssa.Value {
	for {
		switch from := v.(type) {
		case *ssa.Slice:
			v = from.X
		case *ssa.SliceToArrayPointer:
			v = from.X
		case *ssa.UnOp:
			if from.Op != token.MUL {
				return v
			}
			v = from.X
		default:
			return v
		}
	}
}

// tellsOnly reports whether all that a function returns is a truth value, a number or an
// error.
func tellsOnly(signature *types.Signature) bool {
	if signature.Results().Len() != 1 {
		return false
	}
	result := signature.Results().At(0).Type()
	basic, ok := result.Underlying().(*types.Basic)
	return ir.IsError(result) || ok && basic.Info()&(types.IsBoolean|types.IsInteger) != 0
}
