package idiom

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memory"
	"github.com/cryptolint/cryptolint/passes/flow/internal/order"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// Rounds is a loop in which a sink runs once a round: the innermost loop around
// the call, or around the uses of the function literal that holds it.
type Rounds struct {
	matcher *Matcher
	fn      *ssa.Function
	at      ssa.Instruction
	loop    *order.Loop // in fn; nil if the loop is around the function literal
	yields  bool        // fn is the body of a loop over an iterator function
	outer   *Rounds     // of the function that holds the literal
	node    ast.Node
}

// maxVaries bounds the values that are looked at for one question.
const maxVaries = 200

// search is one question: each value is looked at once.
type search struct {
	seen map[searched]bool
	lost bool // there are more values
}

type searched struct {
	rounds *Rounds
	value  ssa.Value
	cut    bool
}

func newSearch() *search { return &search{seen: make(map[searched]bool)} }

// enter reports whether a value is to be looked at.
func (s *search) enter(at searched) bool {
	if s.seen[at] {
		return false
	}
	if len(s.seen) >= maxVaries {
		s.lost = true
		return false
	}
	s.seen[at] = true
	return true
}

// Rounds returns the loop around a sink, or nil if there is none.
func (e *Matcher) Rounds(s *uses.Sink) *Rounds {
	e.mu.Lock()
	defer e.mu.Unlock()
	rounds := e.roundsOf(s.Instr)
	if rounds != nil && rounds.node == nil {
		rounds.node = s.Syntax
	}
	return rounds
}

// Node is the call that is repeated: that of the sink, or that of the function
// literal that holds it.
func (r *Rounds) Node() ast.Node { return r.node }

func (e *Matcher) roundsOf(at ssa.Instruction) *Rounds {
	fn := at.Parent()
	r := &Rounds{matcher: e, fn: fn, at: at, loop: e.Order(fn).InnermostLoop(at.Block())}
	if r.loop != nil {
		return r
	}
	for _, made := range e.Closures[fn] {
		for _, use := range ir.ClosureUses(made) {
			if r.runBy(made, use) {
				return r
			}
		}
	}
	return nil
}

// runBy completes the rounds of a function literal that is used in a loop.
func (r *Rounds) runBy(made *ssa.MakeClosure, use ssa.Instruction) bool {
	call, ok := use.(ssa.CallInstruction)
	if !ok {
		return false
	}
	outer := &Rounds{matcher: r.matcher, fn: made.Parent(), at: use}
	outer.loop = r.matcher.Order(outer.fn).InnermostLoop(use.Block())
	r.yields = r.fn.Synthetic == "range-over-func yield"
	if outer.loop == nil && !r.yields {
		return false
	}
	r.outer = outer
	node := r.matcher.Nodes[call.Common().Pos()]
	if node != nil && runs(call, made) && (made.Pos() < node.Pos() || made.Pos() > node.End()) {
		r.node = node // the literal stands elsewhere: its call is what repeats
	}
	return true
}

// runs reports whether the call runs the closure itself, or the variable that holds
// it, and not a function that it is given to.
func runs(call ssa.CallInstruction, made *ssa.MakeClosure) bool {
	called := call.Common().Value
	load, ok := called.(*ssa.UnOp)
	return called == ssa.Value(made) || (ok && load.Op == token.MUL)
}

// in reports whether an instruction belongs to the round.
func (r *Rounds) in(instr ssa.Instruction) bool {
	return instr.Parent() == r.fn && (r.loop == nil || r.loop.Blocks[instr.Block()])
}

// Varies reports whether a value certainly differs from round to round.
func (r *Rounds) Varies(v ssa.Value) bool { return v != nil && r.varies(v, newSearch()) }

// mayVary is Varies where it is not known, too.
func (r *Rounds) mayVary(v ssa.Value) bool {
	s := newSearch()
	return v != nil && (r.varies(v, s) || s.lost)
}

func (r *Rounds) varies(v ssa.Value, s *search) bool {
	if !s.enter(searched{r, v, false}) {
		return false
	}
	switch v := v.(type) {
	case *ssa.Parameter:
		return r.variesOutside(v, s)
	case *ssa.FreeVar:
		binding := r.binding(v)
		return binding != nil && r.outer.varies(binding, s)
	case *ssa.MakeInterface:
		return r.varies(v.X, s)
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || !r.in(instr) {
		return false
	}
	switch v := v.(type) {
	case *ssa.Phi:
		return (r.loop != nil && v.Block() == r.loop.Header) || r.anyVaries(v.Edges, s)
	case *ssa.UnOp:
		return r.varies(v.X, s) || (v.Op == token.MUL && r.changes(v.X)) || v.Op == token.ARROW
	case *ssa.Next:
		return true
	case *ssa.Alloc, *ssa.MakeClosure:
		return false
	}
	for _, operand := range instr.Operands(nil) {
		if *operand != nil && r.varies(*operand, s) {
			return true
		}
	}
	if call, ok := v.(*ssa.Call); ok && slices.ContainsFunc(call.Call.Args, r.rewritten) {
		s.lost = true // what the call makes of the memory may be new
	}
	return false
}

// rewritten reports whether the rounds write to the bytes of a slice.
func (r *Rounds) rewritten(v ssa.Value) bool {
	if !ir.IsBytes(v.Type()) {
		return false
	}
	return slices.ContainsFunc(r.matcher.Regions(v), func(region location.Region) bool {
		return slices.ContainsFunc(r.matcher.HistoryOf(region.Root, r.fn).Ordered, func(ev *memory.Event) bool {
			return ev.Path == region.Path && r.in(ev.Instr)
		})
	})
}

func (r *Rounds) anyVaries(values []ssa.Value, s *search) bool {
	for _, v := range values {
		if r.varies(v, s) {
			return true
		}
	}
	return false
}

// variesOutside tells of a parameter of a function literal.
func (r *Rounds) variesOutside(p *ssa.Parameter, s *search) bool {
	if r.outer == nil {
		return false
	}
	if arg := r.argument(p); arg != nil {
		return r.outer.varies(arg, s)
	}
	return r.yields
}

// argument is what the call in the loop passes for a parameter of the literal.
func (r *Rounds) argument(p *ssa.Parameter) ssa.Value {
	if r.outer == nil || r.yields {
		return nil
	}
	call, ok := r.outer.at.(ssa.CallInstruction)
	if !ok || len(call.Common().Args) != len(r.fn.Params) {
		return nil
	}
	for i, param := range r.fn.Params {
		if param == p {
			return call.Common().Args[i]
		}
	}
	return nil
}

// binding is the variable that a function literal captures.
func (r *Rounds) binding(free *ssa.FreeVar) ssa.Value {
	if r.outer == nil {
		return nil
	}
	for _, made := range r.matcher.Closures[r.fn] {
		for i, f := range r.fn.FreeVars {
			if f == free && made.Parent() == r.outer.fn && i < len(made.Bindings) {
				return made.Bindings[i]
			}
		}
	}
	return nil
}

// changes reports whether a variable is assigned to in the round.
func (r *Rounds) changes(cell ssa.Value) bool { return len(r.stores(cell)) > 0 }

// stores returns the assignments to a variable in the round.
func (r *Rounds) stores(cell ssa.Value) []*ssa.Store {
	switch cell.(type) {
	case *ssa.Alloc, *ssa.FreeVar, *ssa.Global, *ssa.FieldAddr:
	default:
		return nil
	}
	var found []*ssa.Store
	for _, block := range r.fn.Blocks {
		for _, instr := range block.Instrs {
			store, ok := instr.(*ssa.Store)
			if ok && r.in(store) && sameCell(store.Addr, cell) {
				found = append(found, store)
			}
		}
	}
	return found
}

// sameCell reports whether two addresses are those of one variable or field.
func sameCell(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	x, ok := a.(*ssa.FieldAddr)
	y, also := b.(*ssa.FieldAddr)
	return ok && also && x.Field == y.Field && sameCell(x.X, y.X)
}
