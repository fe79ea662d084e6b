package idiom

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
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
