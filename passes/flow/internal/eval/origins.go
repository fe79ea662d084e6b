// Package eval finds where values come from. Values are made of what memory holds, memory
// is changed by calls, and which function a call runs is a value: so all questions may lead
// to each other. Those about memory are in a room below, which asks this one back through an
// interface.
package eval

import (
	"go/token"
	"go/types"
	"slices"
	"sync"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/callee"
	"github.com/cryptolint/cryptolint/passes/flow/internal/channel"
	"github.com/cryptolint/cryptolint/passes/flow/internal/condition"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memo"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memory"
	"github.com/cryptolint/cryptolint/passes/flow/internal/operation"
	"github.com/cryptolint/cryptolint/passes/flow/internal/origin"
	"github.com/cryptolint/cryptolint/passes/flow/internal/scope"
	"github.com/cryptolint/cryptolint/passes/flow/internal/solver"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Evaluator answers questions about the values of one package. It remembers what
// it has answered. It is not safe for concurrent use: each rule has one of its own.
type Evaluator struct {
	*condition.Decider
	*fact.Reader
	*memory.Memory
	*callee.Finder

	conduits func() *channel.Graph // channels and pools, found out when first asked for

	writersOf   memo.Memo[*ssa.Global, []*ssa.Function]
	callTargets memo.Memo[ssa.CallInstruction, []*Target]
	fillsOf     memo.Memo[*ssa.Function, []fact.Fill]
	casesOf     memo.Memo[solver.Question, []fact.ResultCase]

	assumptions []assumption // what is known of keys at the place that is asked about
	outsiders   []ssa.Value  // interface values of types that are not in sight there
	outer       *Evaluator   // the one without assumptions; nil if this is it

	pending pending
}

// pending is what is being found out and would lead back to itself.
type pending struct {
	fromOld map[*ssa.Parameter]bool // see WritesFromOld
	targets map[ssa.CallInstruction]bool
	fills   map[*ssa.Function]bool
	cases   map[solver.Question]bool
}

func newPending() pending {
	return pending{
		fromOld: make(map[*ssa.Parameter]bool),
		targets: make(map[ssa.CallInstruction]bool),
		fills:   make(map[*ssa.Function]bool),
		cases:   make(map[solver.Question]bool),
	}
}

func New(p *ir.Program, facts map[string]*fact.Fact) *Evaluator {
	e := &Evaluator{
		Decider:     condition.New(),
		Reader:      fact.NewReader(facts),
		conduits:    sync.OnceValue(func() *channel.Graph { return channel.New(p) }),
		writersOf:   memo.New[*ssa.Global, []*ssa.Function](),
		callTargets: memo.New[ssa.CallInstruction, []*Target](),
		fillsOf:     memo.New[*ssa.Function, []fact.Fill](),
		casesOf:     memo.New[solver.Question, []fact.ResultCase](),
		pending:     newPending(),
	}
	e.Memory = memory.New(p, e, e)
	e.Finder = callee.New(p, e.Reader)
	return e
}

// Fork returns an evaluator for the questions of one rule. It begins with what the
// analysis of the package has found out.
func (e *Evaluator) Fork() *Evaluator {
	forked := &Evaluator{
		Decider:     e.Decider.Fork(),
		Reader:      e.Reader.Fork(),
		conduits:    e.conduits,
		writersOf:   e.writersOf.Fork(),
		callTargets: e.callTargets.Fork(),
		fillsOf:     e.fillsOf.Fork(),
		casesOf:     e.casesOf.Fork(),
		pending:     newPending(),
	}
	forked.Memory = e.Memory.Fork(forked, forked)
	forked.Finder = callee.New(e.Program, forked.Reader)
	return forked
}

// Origins returns where the value comes from, as it is just before at. The path
// selects a field of it.
func (e *Evaluator) Origins(v ssa.Value, path string, at ssa.Instruction) value.Value {
	return e.possible(v, e.everPossible(v, path, at), at, nil)
}

// everPossible is origins without the comparisons that the code makes on the way.
func (e *Evaluator) everPossible(v ssa.Value, path string, at ssa.Instruction) value.Value {
	if c, ok := v.(*ssa.Const); ok {
		if path != "" && ir.IsNil(c) && isPointer(c.Type()) {
			return nil // nothing is read from there
		}
		return e.ConstantAt(c, at)
	}
	if fn, ok := v.(*ssa.Function); ok {
		return e.FunctionAt(fn, at)
	}
	if _, basic := v.Type().Underlying().(*types.Basic); basic {
		path = "" // it came through an interface whose other values have fields
	}
	if outer := e.beyond(functionOf(v, at)); outer != nil {
		return outer.everPossible(v, path, at)
	}
	if location.Deep(path) {
		return value.Unknown(location.LastField(path), v.Pos())
	}
	if ir.IsEmptySlice(v) {
		return nil // scratch[:0]: its memory is used, what it holds is not
	}
	if ir.IsReference(v.Type()) {
		return e.Behind(v, path, at)
	}
	return e.Ask(solver.Question{Value: v, Path: path}, e.LocalNames[v], v.Pos(), func() value.Value {
		if isSum(v) {
			e.Sums = append(e.Sums, e.Depth)
			defer func() { e.Sums = e.Sums[:len(e.Sums)-1] }()
		}
		return e.byValue(v, path, at)
	})
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// isSum reports whether a value is a sum or difference of numbers. One that goes into
// itself around a loop counts.
func isSum(v ssa.Value) bool {
	sum, ok := v.(*ssa.BinOp)
	return ok && (sum.Op == token.ADD || sum.Op == token.SUB) && !ir.IsString(sum.Type())
}

// Behind returns what the memory holds that v refers to.
func (e *Evaluator) Behind(v ssa.Value, path string, at ssa.Instruction) value.Value {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		if ir.LacksField(v.X.Type(), path) {
			return nil // a value of another type has it
		}
		return e.Origins(v.X, path, at)
	case *ssa.Function:
		return origin.Function(v)
	}
	var result value.Value
	for _, r := range e.regionsAt(v) {
		if r.Root == nil {
			continue
		}
		if path != "" {
			r.Path += path
			r.Name = location.LastField(path)
			r.Storage = e.StorageFurther(r, v.Type(), path)
			r.Span = location.Whole
		}
		if options := e.Options(r); options != nil {
			result = value.Join(result, options)
			continue
		}
		if box, ok := r.Root.(*ssa.Function); ok {
			result = value.Join(result, origin.Function(box))
			continue
		}
		if !ir.IsReference(r.Root.Type()) && !ir.IsInstruction(r.Root) {
			result = value.Join(result, e.Origins(r.Root, r.Path, at))
			continue
		}
		if !ir.IsReference(r.Root.Type()) {
			result = value.Join(result, e.byValue(r.Root, r.Path, at))
			continue
		}
		result = value.Join(result, operation.CutTo(e.Content(r, at), v, r.Span))
	}
	if phi, ok := v.(*ssa.Phi); ok {
		for _, edge := range phi.Edges {
			if c, ok := edge.(*ssa.Const); ok && path == "" {
				result = value.Join(result, origin.Constant(c))
			}
		}
	}
	return e.handedBack(result, v)
}

// handedBack notes the function that returned what it was passed, or a part of it, if
// that is where v comes from.
func (e *Evaluator) handedBack(content value.Value, v ssa.Value) value.Value {
	call, _ := location.ResultOf(v)
	if call == nil || slices.ContainsFunc(e.Regions(v), func(r location.Region) bool { return r.Root == v }) {
		return content
	}
	fn := call.Call.StaticCallee()
	return content.Then(e.Function(fn, call.Call.Args).Step(value.Returned, call.Pos()))
}

// closureOrigin is the origin of a function literal, or of a method value with what it is
// bound to.
func (e *Evaluator) closureOrigin(made *ssa.MakeClosure) value.Value {
	fn := made.Fn.(*ssa.Function)
	if !ir.IsBound(fn) {
		return origin.Function(fn)
	}
	receiver := e.Origins(made.Bindings[0], "", made).Map(scope.WithoutCaller)
	method := origin.Function(fn)[0][0].Copy()
	method.Of = receiver.Flat()
	return value.Of(method)
}

// byValue returns the origins of a value that is not a reference.
func (e *Evaluator) byValue(v ssa.Value, path string, at ssa.Instruction) value.Value {
	switch v := v.(type) {
	case *ssa.Parameter:
		storage := ""
		name := v.Name()
		if path != "" {
			storage, name = e.StorageBelow(v, v.Type(), path), location.LastField(path)
		}
		return value.Of(e.Parameter(v, path, storage, name))
	case *ssa.Function:
		return origin.Function(v)
	case *ssa.MakeClosure:
		return e.closureOrigin(v)
	case *ssa.Phi:
		var result value.Value
		for i, edge := range v.Edges {
			before := v.Block().Preds[i]
			if !e.passesEdge(before, v.Block()) {
				continue
			}
			end := before.Instrs[len(before.Instrs)-1]
			result = value.Join(result, e.possible(edge, e.everPossible(edge, path, v), end, v.Block()))
		}
		return result
	case *ssa.UnOp:
		return e.unary(v, path)
	case *ssa.BinOp:
		return e.Again(e.binary(v), v)
	case *ssa.Convert:
		return e.Origins(v.X, path, v)
	case *ssa.MultiConvert:
		return e.Origins(v.X, path, v)
	case *ssa.ChangeType:
		return e.Origins(v.X, path, v)
	case *ssa.Slice: // of a string
		return value.Cut(e.Origins(v.X, path, v), operation.SliceLength(v))
	case *ssa.Field:
		return e.fieldValue(v, path)
	case *ssa.Index:
		return value.Mix(e.Origins(v.X, path, v), e.index(v.Index, v))
	}
	return e.made(v, path, e.LocalNames[v], at)
}

// fieldValue returns what a field of a struct value holds.
func (e *Evaluator) fieldValue(v *ssa.Field, path string) value.Value {
	return e.Origins(v.X, "."+ir.StructOf(v.X.Type()).Field(v.Field).Name()+path, v)
}

// index returns what the index into a value contributes to the element: a
// character chosen at random is random. A constant or one that counts contributes
// nothing.
func (e *Evaluator) index(index ssa.Value, at ssa.Instruction) value.Value {
	if _, ok := index.(*ssa.Const); ok {
		return nil
	}
	chosen := e.Origins(index, "", at)
	if !chosen.Any(func(a value.Alternative) bool { return !a.Only(cryptoapi.Constant, cryptoapi.Counter) }) {
		return nil
	}
	return value.AsIndex(chosen)
}

func (e *Evaluator) unary(v *ssa.UnOp, path string) value.Value {
	switch v.Op {
	case token.MUL:
		address, indexed := v.X.(*ssa.IndexAddr)
		loaded := e.loaded(v, path)
		if indexed {
			return value.Mix(loaded, e.index(address.Index, v))
		}
		return loaded
	case token.ARROW:
		return e.made(v, path, e.LocalNames[v], v)
	case token.NOT:
		return operation.Negated(e.Origins(v.X, path, v), v.Pos())
	}
	return e.Origins(v.X, path, v)
}

// loaded returns what a load from memory yields.
func (e *Evaluator) loaded(load *ssa.UnOp, path string) value.Value {
	var result value.Value
	for _, r := range e.Regions(load.X) {
		if path != "" {
			r.Path, r.Name, r.Span = r.Path+path, location.LastField(path), location.Whole
			r.Storage = e.StorageFurther(r, load.Type(), path)
		}
		if !ir.IsReference(r.Root.Type()) {
			result = value.Join(result, e.Origins(r.Root, r.Path, load))
			continue
		}
		result = value.Join(result, e.Content(r, load))
	}
	return result
}

func (e *Evaluator) binary(v *ssa.BinOp) value.Value {
	switch v.Op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return operation.ComparedWith(v, func(x ssa.Value) value.Value { return e.Origins(x, "", v) })
	}
	x, y := e.Origins(v.X, "", v), e.Origins(v.Y, "", v)
	if joined := operation.JoinedText(v, x, y); joined != nil {
		return joined
	}
	if v.Op == token.REM {
		n, param := e.uneven(v)
		x = value.Reduced(x, n, param, v.Pos())
	}
	if operation.Scales(v) {
		return operation.Scaled(v, x, y)
	}
	return value.Mix(x, y)
}

// made returns the origins of a value that an instruction makes: the result of a
// call, a converted string, an element of a map.
func (e *Evaluator) made(v ssa.Value, path, name string, at ssa.Instruction) value.Value {
	switch v := v.(type) {
	case *ssa.Call:
		return e.result(v, 0, path)
	case *ssa.Extract:
		return e.extracted(v, path)
	case *ssa.Convert:
		return e.Origins(v.X, path, v)
	case *ssa.MultiConvert:
		return e.Origins(v.X, path, v)
	case *ssa.Lookup:
		return e.lookup(v, path)
	case *ssa.Field:
		return e.fieldValue(v, path)
	case *ssa.TypeAssert:
		return e.Origins(v.X, path, v)
	case *ssa.UnOp: // a receive, or a load that is a root
		if v.Op == token.MUL {
			return e.loaded(v, path)
		}
		if v.Op == token.ARROW {
			return e.received(v.X, path, v)
		}
	case *ssa.Slice:
		return e.Origins(v.X, path, v)
	}
	if name == "" && path != "" {
		name = location.LastField(path)
	}
	return value.Unknown(name, v.Pos())
}

func (e *Evaluator) extracted(v *ssa.Extract, path string) value.Value {
	switch tuple := v.Tuple.(type) {
	case *ssa.Call:
		return e.result(tuple, v.Index, path)
	case *ssa.TypeAssert:
		if v.Index == 0 {
			return e.Origins(tuple.X, path, v)
		}
	case *ssa.Lookup:
		if v.Index == 0 {
			return e.lookup(tuple, path)
		}
	case *ssa.UnOp:
		if v.Index == 0 {
			return e.received(tuple.X, path, v)
		}
	case *ssa.Select:
		if state := ir.ReceiveState(tuple, v.Index-2); state != nil {
			return e.received(state.Chan, path, v)
		}
	case *ssa.Next:
		if iterator, ok := tuple.Iter.(*ssa.Range); ok && v.Index > 0 {
			if elements, known := e.elementBeside(v, iterator.X, path); known {
				return elements
			}
			if _, ok := iterator.X.Type().Underlying().(*types.Map); ok && v.Index == 2 {
				return e.element(iterator.X, location.AnyKey+path, e.LocalNames[v], v)
			} else if ok {
				return value.Unknown(e.LocalNames[v], v.Pos()) // keys are not kept in the memory of a map
			}
			return e.Origins(iterator.X, path, v)
		}
	}
	return value.Unknown(e.LocalNames[v], v.Pos())
}

// lookup returns what an element of a map or a character of a string holds.
func (e *Evaluator) lookup(v *ssa.Lookup, path string) value.Value {
	if ir.IsString(v.X.Type()) {
		return value.Mix(e.Origins(v.X, path, v), e.index(v.Index, v))
	}
	if elements, known := e.elementsAt(v.X, v.Index, path, v); known {
		return elements
	}
	key := location.MapPath(v.Index)
	name := location.LastField(key)
	if key == location.AnyKey {
		name = e.LocalNames[v]
	}
	return e.element(v.X, key+path, name, v)
}

// element returns what a map holds at a path. What nobody in sight stores is unknown.
func (e *Evaluator) element(of ssa.Value, path, name string, at ssa.Instruction) value.Value {
	result := e.Origins(of, path, at)
	stored := result.Any(func(a value.Alternative) bool { return !a.Only(cryptoapi.Zero) })
	if !stored {
		return value.Unknown(name, at.Pos())
	}
	return result
}
