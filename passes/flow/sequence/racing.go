package sequence

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// A Race is a number in a field that is counted up for the nonces of messages that are encrypted
// at the same time.
type Race struct {
	Owner, Field string
	Runs         token.Pos // where it is run more than once at a time
}

// maxRacing bounds the calls between what runs at the same time and the function that counts.
const maxRacing = 3

// Race returns the number of which the nonce at a sink is made, if the function counts it up
// without a lock or an atomic operation, and goroutines that a loop starts, or requests to a
// server, run the function on one object. Otherwise it is nil.
func (e *Tracker) Race(s *uses.Sink) *Race {
	e.mu.Lock()
	defer e.mu.Unlock()
	fn := s.Func()
	if s.Use != nil || locks(fn) {
		return nil
	}
	for _, o := range e.SinkValue(s).Origins() {
		if !o.Open() || !o.Stored() || o.Param != 1 || fn.Signature.Recv() == nil {
			continue
		}
		field := location.Region{Root: fn.Params[0], Path: o.Path}
		if !countsUp(fn, field, e) {
			continue
		}
		if runs := e.runsTogether(fn, maxRacing); runs.IsValid() {
			return &Race{fieldOwner(field), location.LastField(field.Path), runs}
		}
	}
	return nil
}

// countsUp reports whether a function adds to a number in a field.
func countsUp(fn *ssa.Function, field location.Region, e *Tracker) bool {
	for instr := range ir.Instructions(fn) {
		store, ok := instr.(*ssa.Store)
		if !ok || !slices.ContainsFunc(e.Regions(store.Addr), func(r location.Region) bool { return r.Root == field.Root && r.Path == field.Path }) {
			continue
		}
		if sum, ok := store.Val.(*ssa.BinOp); ok && sum.Op == token.ADD {
			return true
		}
	}
	return false
}

// locks reports whether a function calls a method Lock, or hands itself to what does.
func locks(fn *ssa.Function) bool {
	for instr := range ir.Instructions(fn) {
		if call, ok := instr.(ssa.CallInstruction); ok {
			if called := ir.Called(call); called != nil && (called.Name() == "Lock" || called.Name() == "Do") {
				return true
			}
		}
	}
	return false
}

// runsTogether returns where a method is run more than once at a time on an object that is older
// than the goroutine or the request. It is not valid if that is not seen.
func (e *Tracker) runsTogether(fn *ssa.Function, hops int) token.Pos {
	for _, call := range e.Callers[fn] {
		caller, args := call.Parent(), call.Common().Args
		if len(args) == 0 || locks(caller) {
			continue
		}
		regions := e.Regions(args[0])
		if len(regions) != 1 || regions[0].Root == nil {
			continue
		}
		made, here := regions[0].Root.(ssa.Instruction)
		free, captured := regions[0].Root.(*ssa.FreeVar)
		_, starts := call.(*ssa.Go)
		switch loop := e.Order(caller).InnermostLoop(call.Block()); {
		case starts:
			if loop != nil && !(here && loop.Blocks[made.Block()]) {
				return call.Pos()
			}
		case !here && answersRequests(caller), captured && e.startedInLoop(free):
			return call.Pos()
		case hops > 0 && len(caller.Params) > 0 && caller.Signature.Recv() != nil && regions[0].Root == ssa.Value(caller.Params[0]):
			if runs := e.runsTogether(caller, hops-1); runs.IsValid() {
				return runs
			}
		}
	}
	return token.NoPos
}

// startedInLoop reports whether a function literal runs in goroutines that a loop starts, and has
// captured what was made before the loop.
func (e *Tracker) startedInLoop(free *ssa.FreeVar) bool {
	return slices.ContainsFunc(e.Closures[free.Parent()], func(made *ssa.MakeClosure) bool {
		loop := e.Order(made.Parent()).InnermostLoop(made.Block())
		return loop != nil && !setIn(made.Bindings[slices.Index(free.Parent().FreeVars, free)], loop.Blocks) && slices.ContainsFunc(ir.ClosureUses(made), func(use ssa.Instruction) bool {
			_, starts := use.(*ssa.Go)
			return starts && loop.Blocks[use.Block()]
		})
	})
}

// setIn reports whether a loop makes a variable, or assigns to it.
func setIn(variable ssa.Value, loop map[*ssa.BasicBlock]bool) bool {
	if made, ok := variable.(ssa.Instruction); ok && loop[made.Block()] {
		return true
	}
	return variable.Referrers() != nil && slices.ContainsFunc(*variable.Referrers(), func(user ssa.Instruction) bool {
		store, ok := user.(*ssa.Store)
		return ok && store.Addr == variable && loop[store.Block()]
	})
}

// answersRequests reports whether a function has the parameters of an HTTP handler.
func answersRequests(fn *ssa.Function) bool {
	params := fn.Signature.Params()
	return params.Len() == 2 && types.TypeString(params.At(0).Type(), nil) == "net/http.ResponseWriter" &&
		types.TypeString(params.At(1).Type(), nil) == "*net/http.Request"
}
