package idiom

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memory"
	"github.com/cryptolint/cryptolint/passes/flow/internal/order"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Motion says how an operand goes on from one round of a loop to the next.
type Motion uint8

// The motions.
const (
	Still   Motion = iota // the same memory, or it is not known how
	Element               // the next element of a slice of slices
	Moving                // the next part of the same buffer or stream
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

// motion tells how the memory that v refers to goes on from round to round.
func (r *Rounds) motion(v ssa.Value) Motion { return r.motionWithin(v, newSearch()) }

func (r *Rounds) motionWithin(v ssa.Value, s *search) Motion {
	if !s.enter(searched{r, v, false}) {
		return Still
	}
	switch v := v.(type) {
	case *ssa.Slice:
		if v.Low != nil && r.Varies(v.Low) {
			return Moving
		}
		return r.motionWithin(v.X, s)
	case *ssa.IndexAddr:
		if r.Varies(v.Index) {
			return r.elementMotion(v)
		}
		return r.motionWithin(v.X, s)
	case *ssa.Phi:
		return r.phiMotion(v, s)
	case *ssa.UnOp:
		return r.loadMotion(v, s)
	case *ssa.Parameter:
		return r.parameterMotion(v, s)
	case *ssa.Convert:
		return r.motionWithin(v.X, s)
	case *ssa.ChangeType:
		return r.motionWithin(v.X, s)
	case *ssa.SliceToArrayPointer:
		return r.motionWithin(v.X, s)
	case *ssa.MakeInterface:
		return r.motionWithin(v.X, s)
	case *ssa.Call:
		return r.callMotion(v, s)
	}
	return Still
}

func (r *Rounds) elementMotion(v *ssa.IndexAddr) Motion {
	element := v.Type().Underlying().(*types.Pointer).Elem().Underlying()
	switch element.(type) {
	case *types.Array, *types.Basic:
		return Moving
	case *types.Slice:
		return Element
	}
	return Still
}

// phiMotion tells of a variable that is cut shorter in each round. What it takes
// over from the round before in any other way is feedback, not motion.
func (r *Rounds) phiMotion(phi *ssa.Phi, s *search) Motion {
	if r.loop != nil && !r.loop.Blocks[phi.Block()] {
		return Still
	}
	if r.loop == nil || phi.Block() != r.loop.Header {
		best := Still
		for _, edge := range phi.Edges {
			best = max(best, r.motionWithin(edge, s))
		}
		return best
	}
	for i, edge := range phi.Edges {
		if r.loop.Blocks[phi.Block().Preds[i]] && cutFrom(edge, func(v ssa.Value) bool { return v == phi }, false, newSearch()) {
			return Moving
		}
	}
	return Still
}

// cutFrom reports whether v is a later part of what is looked for.
func cutFrom(v ssa.Value, is func(ssa.Value) bool, cut bool, s *search) bool {
	if is(v) {
		return cut
	}
	if !s.enter(searched{nil, v, cut}) {
		return false
	}
	switch v := v.(type) {
	case *ssa.Slice:
		return cutFrom(v.X, is, cut || v.Low != nil, s)
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if cutFrom(edge, is, cut, s) {
				return true
			}
		}
	}
	return false
}

// loadMotion tells of an element of a slice of slices, and of a variable in
// memory: one that is captured, or a field.
func (r *Rounds) loadMotion(load *ssa.UnOp, s *search) Motion {
	if load.Op != token.MUL {
		return Still
	}
	if address, ok := load.X.(*ssa.IndexAddr); ok {
		return r.motionWithin(address, s)
	}
	if free, ok := load.X.(*ssa.FreeVar); ok && r.outer != nil {
		if binding := r.binding(free); binding != nil {
			return r.outer.cellMotion(binding, nil, s)
		}
	}
	return r.cellMotion(load.X, load, s)
}

func (r *Rounds) cellMotion(cell ssa.Value, load ssa.Instruction, s *search) Motion {
	loadOf := func(v ssa.Value) bool {
		other, ok := v.(*ssa.UnOp)
		return ok && other.Op == token.MUL && sameCell(other.X, cell)
	}
	best := Still
	for _, store := range r.stores(cell) {
		if cutFrom(store.Val, loadOf, false, newSearch()) {
			return Moving
		}
		if load == nil || r.matcher.Order(r.fn).Precedes(store, load) {
			best = max(best, r.motionWithin(store.Val, s))
		}
	}
	return best
}

func (r *Rounds) parameterMotion(p *ssa.Parameter, s *search) Motion {
	if arg := r.argument(p); arg != nil {
		return r.outer.motionWithin(arg, s)
	}
	if r.yields {
		if iterator, ok := r.outer.at.(ssa.CallInstruction).Common().Value.(*ssa.Call); ok && calls(iterator, "slices", "Chunk") {
			return Moving
		}
	}
	return Still
}

// callMotion tells of functions that return a part of what they are given, and
// of buffers that hand out one part after the other.
func (r *Rounds) callMotion(call *ssa.Call, s *search) Motion {
	if !r.in(call) {
		return Still
	}
	if builtin, ok := call.Call.Value.(*ssa.Builtin); ok {
		return r.appendMotion(builtin, call, s)
	}
	if calls(call, "bytes", "Next") || calls(call, "bufio", "Next") {
		return Moving
	}
	if whole, part := r.matcher.Part(call, 0); whole != nil {
		return r.partMotion(call, whole, part, s)
	}
	if from := r.matcher.onlySource(call); from != nil {
		return r.motionWithin(from, s)
	}
	return Still
}

// partMotion tells of a part that a function returns of what it is given: it goes on if
// the whole does, or if the function is told where the part begins.
func (r *Rounds) partMotion(call *ssa.Call, whole ssa.Value, part location.Span, s *search) Motion {
	if motion := r.motionWithin(whole, s); motion != Still || !part.Anywhere() {
		return motion
	}
	for _, operand := range call.Call.Args {
		if operand != whole && !ir.IsReference(operand.Type()) && r.Varies(operand) {
			return Moving
		}
	}
	return Still
}

// onlySource returns the one operand that the result of a call is made of, or nil.
func (e *Matcher) onlySource(call *ssa.Call) ssa.Value {
	var source ssa.Value
	for _, t := range e.Targets(call) {
		var from ssa.Value
		if t.RowTells(0) {
			if result := t.Row.Result; result.Kind == cryptoapi.Unknown && len(result.From) == 1 {
				from = t.Operand(result.From[0])
			}
		} else if results := e.Results(t); len(results) > 0 {
			from = soleOperand(t, results[0])
		}
		if from == nil || (source != nil && source != from) {
			return nil
		}
		source = from
	}
	return source
}

// soleOperand returns the operand that a value in terms of the callee's parameters
// is, if it is nothing else.
func soleOperand(t *eval.Target, v value.Value) ssa.Value {
	for _, alternative := range v {
		if len(alternative) != 1 {
			return nil
		}
		for _, o := range alternative {
			if !o.Open() || o.Path != "" || o.Form != "" {
				return nil
			}
		}
	}
	return uses.PassedOperand(t, v)
}

// calls reports whether a call is one of a function or method of that name in
// the package.
func calls(call *ssa.Call, path, name string) bool {
	common := call.Common()
	var fn *types.Func
	if common.IsInvoke() {
		fn = common.Method
	} else if static := ir.OriginOf(common.StaticCallee()); static != nil {
		fn, _ = static.Object().(*types.Func)
	}
	return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == path && fn.Name() == name
}
