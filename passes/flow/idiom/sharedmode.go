package idiom

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// Sharing says how the state of a cipher in a mode comes to be used for more than one message.
type Sharing uint8

// The ways.
const (
	InGoroutines Sharing = iota // goroutines that a loop starts use it at the same time
	InAnyOrder                  // for the entries of a map
	BothWays                    // for what is read and for what is written
)

// A SharedMode is a use of a cipher in a mode whose state also serves for other messages.
type SharedMode struct {
	How   Sharing
	Node  ast.Node
	Name  string   // what the program calls it, or ""
	Other ast.Node // BothWays: the other use
}

// SharedModes returns where calls of methods of a mode share its state with other messages. Pieces
// of one message that follow each other share it rightly, and so do the records of a connection.
func (e *Matcher) SharedModes(methods ...string) []SharedMode {
	if e.Finder == nil {
		return nil
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	var found []SharedMode
	var before []uses.Call
	for _, c := range e.Calls(func(t *eval.Target, _ *ssa.Call) bool { return t.Row.Is(methods...) && t.Receiver != nil }) {
		regions, node := e.Regions(c.Target.Receiver), e.Nodes[c.Instr.Pos()]
		if len(regions) != 1 || regions[0].Root == nil || node == nil {
			continue
		}
		shared := SharedMode{Node: node, Name: e.modeName(regions[0], c.Target.Receiver)}
		if rounds := e.roundsOf(c.Instr); rounds != nil && e.sharedIn(rounds, regions[0], c, &shared) {
			found = append(found, shared)
		} else if i := slices.IndexFunc(before, func(other uses.Call) bool { return e.otherWay(other, c) }); i >= 0 {
			shared.How, shared.Other = BothWays, e.Nodes[before[i].Instr.Pos()]
			found = append(found, shared)
		}
		before = append(before, c)
	}
	return found
}

func (e *Matcher) modeName(r location.Region, receiver ssa.Value) string {
	if field := location.LastField(r.Path); field != "" {
		return field
	}
	if free, ok := r.Root.(*ssa.FreeVar); ok {
		return free.Name()
	}
	if name := e.LocalNames[r.Root]; name != "" {
		return name
	}
	return e.LocalNames[receiver]
}

// sharedIn reports whether the rounds use one mode that was made before them, in goroutines or
// for the entries of a map.
func (e *Matcher) sharedIn(r *Rounds, mode location.Region, c uses.Call, shared *SharedMode) bool {
	if r.outer != nil {
		free, ok := mode.Root.(*ssa.FreeVar)
		if !ok || !r.startsGoroutines() || e.locks(r.fn) || r.outer.loop == nil {
			return false
		}
		shared.How = InGoroutines
		binding := r.binding(free)
		return binding != nil && !r.outer.mayVary(binding) && !slices.ContainsFunc(e.Regions(binding), func(at location.Region) bool {
			made, inside := at.Root.(ssa.Instruction)
			return at.Root == nil || inside && r.outer.in(made) || r.outer.changes(binding)
		})
	}
	if made, inside := mode.Root.(ssa.Instruction); inside && r.in(made) {
		return false
	}
	shared.How = InAnyOrder
	from := c.Target.Operand(1)
	return from != nil && r.ofMap(from, maxMixHops)
}

// startsGoroutines reports whether the function literal runs in a goroutine for each round.
func (r *Rounds) startsGoroutines() bool {
	switch start := r.outer.at.(type) {
	case *ssa.Go:
		return true
	case *ssa.Call:
		called := ir.Called(start)
		return called != nil && called.Name() == "Go" && called.Signature().Recv() != nil
	}
	return false
}

// locks reports whether a function locks a mutex.
func (e *Matcher) locks(fn *ssa.Function) bool {
	for instr := range ir.Instructions(fn) {
		if call, ok := instr.(*ssa.Call); ok && (calls(call, "sync", "Lock") || calls(call, "sync", "Do")) {
			return true
		}
	}
	return false
}

// ofMap reports whether a value comes from the entry of a map that the rounds go through: their
// order is another one each time.
func (r *Rounds) ofMap(v ssa.Value, hops int) bool {
	switch v := v.(type) {
	case *ssa.Convert:
		return r.ofMap(v.X, hops)
	case *ssa.Slice:
		return r.ofMap(v.X, hops)
	case *ssa.UnOp:
		return r.ofMap(v.X, hops)
	case *ssa.FieldAddr:
		return r.ofMap(v.X, hops)
	case *ssa.Field:
		return r.ofMap(v.X, hops)
	case *ssa.Alloc:
		stored := r.stores(v)
		return len(stored) == 1 && r.ofMap(stored[0].Val, hops)
	case *ssa.Extract:
		if next, ok := v.Tuple.(*ssa.Next); ok {
			return r.in(next) && !next.IsString
		}
		return r.ofMap(v.Tuple, hops)
	case *ssa.Call:
		return hops > 0 && r.in(v) && slices.ContainsFunc(v.Call.Args, func(arg ssa.Value) bool { return r.ofMap(arg, hops-1) })
	}
	return false
}

// otherWay reports whether two calls use the mode of one field or variable, one of them in a
// method Read and the other in the method Write of the same type.
func (e *Matcher) otherWay(a, b uses.Call) bool {
	first, second := a.Instr.Parent(), b.Instr.Parent()
	way := direction(first)
	if way == "" || direction(second) == "" || way == direction(second) || !types.Identical(first.Signature.Recv().Type(), second.Signature.Recv().Type()) {
		return false
	}
	x, y := e.Regions(a.Target.Receiver), e.Regions(b.Target.Receiver)
	return len(x) == 1 && len(y) == 1 && x[0].Root == ssa.Value(first.Params[0]) && y[0].Root == ssa.Value(second.Params[0]) &&
		x[0].Path != "" && x[0].Path == y[0].Path
}

// direction returns the name of a method that reads or writes, as io.Reader and io.Writer do.
func direction(fn *ssa.Function) string {
	s := fn.Signature
	if s.Recv() == nil || s.Params().Len() != 1 || !ir.IsBytes(s.Params().At(0).Type()) || s.Results().Len() != 2 || !ir.IsError(s.Results().At(1).Type()) {
		return ""
	}
	if name := fn.Name(); name == "Read" || name == "Write" {
		return name
	}
	return ""
}
