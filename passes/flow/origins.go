package flow

import (
	"go/token"
	"go/types"
	"sync"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/order"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// evaluator answers questions about the values of one package. It remembers what
// it has answered. It is not safe for concurrent use: each rule has one of its own.
type evaluator struct {
	*pointsTo
	*decider
	*reader
	answers

	conduits func() *conduits // channels and pools, found out when first asked for

	histories   memo[historyKey, *history]
	writersOf   memo[*ssa.Global, []*ssa.Function]
	callTargets memo[ssa.CallInstruction, []*target]
	fillsOf     memo[*ssa.Function, []fill]
	casesOf     memo[question, []resultCase]
	orders      memo[*ssa.Function, *order.Function]

	pending pending
}

// pending is what is being found out and would lead back to itself.
type pending struct {
	histories map[historyKey]bool
	capturing map[*ssa.Function]bool
	targets   map[ssa.CallInstruction]bool
	fills     map[*ssa.Function]bool
	cases     map[question]bool
}

func newPending() pending {
	return pending{
		histories: make(map[historyKey]bool),
		capturing: make(map[*ssa.Function]bool),
		targets:   make(map[ssa.CallInstruction]bool),
		fills:     make(map[*ssa.Function]bool),
		cases:     make(map[question]bool),
	}
}

func newEvaluator(p *program, facts map[string]*Fact) *evaluator {
	return &evaluator{
		pointsTo:    newPointsTo(p),
		decider:     newDecider(),
		reader:      newReader(facts),
		conduits:    sync.OnceValue(func() *conduits { return newConduits(p) }),
		answers:     newAnswers(),
		histories:   newMemo[historyKey, *history](),
		writersOf:   newMemo[*ssa.Global, []*ssa.Function](),
		callTargets: newMemo[ssa.CallInstruction, []*target](),
		fillsOf:     newMemo[*ssa.Function, []fill](),
		casesOf:     newMemo[question, []resultCase](),
		orders:      newMemo[*ssa.Function, *order.Function](),
		pending:     newPending(),
	}
}

// fork returns an evaluator for the questions of one rule. It begins with what the
// analysis of the package has found out.
func (e *evaluator) fork() *evaluator {
	forked := &evaluator{
		pointsTo:    e.pointsTo.fork(),
		decider:     e.decider.fork(),
		reader:      e.reader.fork(),
		conduits:    e.conduits,
		answers:     newAnswers(),
		histories:   e.histories.fork(),
		writersOf:   e.writersOf.fork(),
		callTargets: e.callTargets.fork(),
		fillsOf:     e.fillsOf.fork(),
		casesOf:     e.casesOf.fork(),
		orders:      e.orders.fork(),
		pending:     newPending(),
	}
	forked.whole = e.whole.fork()
	return forked
}

// order returns the order of a function's instructions.
func (e *evaluator) order(fn *ssa.Function) *order.Function {
	o, ok := e.orders.get(fn)
	if !ok {
		o = order.New(fn)
		e.orders.set(fn, o)
	}
	return o
}

// origins returns where the value comes from, as it is just before at. The path
// selects a field of it.
func (e *evaluator) origins(v ssa.Value, path string, at ssa.Instruction) value.Value {
	return e.possible(v, e.everPossible(v, path, at), at, nil)
}

// everPossible is origins without the comparisons that the code makes on the way.
func (e *evaluator) everPossible(v ssa.Value, path string, at ssa.Instruction) value.Value {
	if c, ok := v.(*ssa.Const); ok {
		return constantOrigin(c)
	}
	if _, basic := v.Type().Underlying().(*types.Basic); basic {
		path = "" // it came through an interface whose other values have fields
	}
	if deep(path) {
		return value.Unknown(lastField(path), v.Pos())
	}
	if isEmptySlice(v) {
		return nil // scratch[:0]: its memory is used, what it holds is not
	}
	if isReference(v.Type()) {
		return e.behind(v, path, at)
	}
	return e.ask(question{value: v, path: path}, e.localNames[v], v.Pos(), func() value.Value {
		if isSum(v) {
			e.sums = append(e.sums, e.depth)
			defer func() { e.sums = e.sums[:len(e.sums)-1] }()
		}
		return e.byValue(v, path, at)
	})
}

// isSum reports whether a value is a sum or difference of numbers. One that goes into
// itself around a loop counts.
func isSum(v ssa.Value) bool {
	sum, ok := v.(*ssa.BinOp)
	return ok && (sum.Op == token.ADD || sum.Op == token.SUB) && !isString(sum.Type())
}

// isEmptySlice reports whether a value is x[:0].
func isEmptySlice(v ssa.Value) bool {
	slice, ok := v.(*ssa.Slice)
	if !ok || slice.Low != nil || slice.High == nil {
		return false
	}
	high, ok := constantInt(slice.High)
	return ok && high == 0
}

// behind returns what the memory holds that v refers to.
func (e *evaluator) behind(v ssa.Value, path string, at ssa.Instruction) value.Value {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return e.origins(v.X, path, at)
	case *ssa.Function:
		return functionOrigin(v)
	}
	var result value.Value
	for _, r := range e.regions(v) {
		if r.root == nil {
			continue
		}
		if path != "" {
			r.path += path
			r.name = lastField(path)
			r.storage = e.storageBelow(r.root, v.Type(), path)
			r.span = whole
		}
		if options := e.options(r); options != nil {
			result = value.Join(result, options)
			continue
		}
		if box, ok := r.root.(*ssa.Function); ok {
			result = value.Join(result, functionOrigin(box))
			continue
		}
		if !isReference(r.root.Type()) && !isInstruction(r.root) {
			result = value.Join(result, e.origins(r.root, r.path, at))
			continue
		}
		if !isReference(r.root.Type()) {
			result = value.Join(result, e.byValue(r.root, r.path, at))
			continue
		}
		result = value.Join(result, e.content(r, at))
	}
	if phi, ok := v.(*ssa.Phi); ok {
		for _, edge := range phi.Edges {
			if c, ok := edge.(*ssa.Const); ok {
				result = value.Join(result, constantOrigin(c))
			}
		}
	}
	return result
}

// storageBelow returns the storage key of the field that path leads to, starting
// at a value of type t.
func (e *evaluator) storageBelow(root ssa.Value, t types.Type, path string) string {
	if global, ok := root.(*ssa.Global); ok {
		return globalKey(global) + path
	}
	key := ""
	for name := range splitPath(path) {
		owner, field := fieldAt(t, "."+name)
		if owner == nil {
			return ""
		}
		if named := fieldKey(owner, field); named != "" {
			key = named
		} else if key != "" {
			key += "." + name // of an unnamed struct
		}
		t = structOf(owner).Field(field).Type()
	}
	return key
}

// fieldAt returns the struct type that declares the last field of path, starting
// at t, and the field's index.
func fieldAt(t types.Type, path string) (types.Type, int) {
	var owner types.Type
	field := -1
	for name := range splitPath(path) {
		owner = t
		if owner == nil {
			return nil, -1
		}
		structure := structOf(owner)
		if structure == nil {
			return nil, -1
		}
		field = -1
		for i := range structure.NumFields() {
			if structure.Field(i).Name() == name {
				field = i
				t = structure.Field(i).Type()
			}
		}
		if field < 0 {
			return nil, -1
		}
	}
	return owner, field
}

func constantOrigin(c *ssa.Const) value.Value {
	o := value.Origin{Kind: cryptoapi.Constant, Const: c.Value, Pos: c.Pos()}
	if c.Value == nil {
		o.Kind, o.Detail = cryptoapi.Zero, "nil"
	}
	return value.Of(o)
}

func functionOrigin(fn *ssa.Function) value.Value {
	o := value.Origin{Kind: cryptoapi.Function, Detail: fn.String(), Fn: fn, Pos: fn.Pos()}
	if object, ok := fn.Object().(*types.Func); ok {
		o.Detail = object.FullName()
	}
	return value.Of(o)
}

// byValue returns the origins of a value that is not a reference.
func (e *evaluator) byValue(v ssa.Value, path string, at ssa.Instruction) value.Value {
	switch v := v.(type) {
	case *ssa.Parameter:
		storage := ""
		name := v.Name()
		if path != "" {
			storage, name = e.storageBelow(v, v.Type(), path), lastField(path)
		}
		return value.Of(e.parameter(v, path, storage, name))
	case *ssa.Function:
		return functionOrigin(v)
	case *ssa.MakeClosure:
		return functionOrigin(v.Fn.(*ssa.Function))
	case *ssa.Phi:
		var result value.Value
		for i, edge := range v.Edges {
			before := v.Block().Preds[i]
			end := before.Instrs[len(before.Instrs)-1]
			result = value.Join(result, e.possible(edge, e.everPossible(edge, path, v), end, v.Block()))
		}
		return result
	case *ssa.UnOp:
		return e.unary(v, path)
	case *ssa.BinOp:
		return e.binary(v)
	case *ssa.Convert:
		return e.origins(v.X, path, v)
	case *ssa.MultiConvert:
		return e.origins(v.X, path, v)
	case *ssa.ChangeType:
		return e.origins(v.X, path, v)
	case *ssa.Slice: // of a string
		return e.origins(v.X, path, v)
	case *ssa.Field:
		return e.fieldValue(v, path)
	case *ssa.Index:
		return value.Mix(e.origins(v.X, path, v), e.index(v.Index, v))
	}
	return e.made(v, path, e.localNames[v], at)
}

// fieldValue returns what a field of a struct value holds.
func (e *evaluator) fieldValue(v *ssa.Field, path string) value.Value {
	return e.origins(v.X, "."+structOf(v.X.Type()).Field(v.Field).Name()+path, v)
}

// index returns what the index into a value contributes to the element: a
// character chosen at random is random. A constant or one that counts contributes
// nothing.
func (e *evaluator) index(index ssa.Value, at ssa.Instruction) value.Value {
	if _, ok := index.(*ssa.Const); ok {
		return nil
	}
	chosen := e.origins(index, "", at)
	if !chosen.Any(func(a value.Alternative) bool { return !a.Only(cryptoapi.Constant, cryptoapi.Counter) }) {
		return nil
	}
	return asIndex(chosen)
}

// asIndex marks all parts of a value as an index.
func asIndex(v value.Value) value.Value {
	return v.Map(func(o *value.Origin) value.Value {
		chooses := *o
		chooses.Index = true
		return value.Of(chooses)
	})
}

func (e *evaluator) unary(v *ssa.UnOp, path string) value.Value {
	switch v.Op {
	case token.MUL:
		address, indexed := v.X.(*ssa.IndexAddr)
		loaded := e.loaded(v, path)
		if indexed {
			return value.Mix(loaded, e.index(address.Index, v))
		}
		return loaded
	case token.ARROW:
		return e.made(v, path, e.localNames[v], v)
	case token.NOT:
		return value.Unknown("", v.Pos())
	}
	return e.origins(v.X, path, v)
}

// loaded returns what a load from memory yields.
func (e *evaluator) loaded(load *ssa.UnOp, path string) value.Value {
	var result value.Value
	for _, r := range e.regions(load.X) {
		if path != "" {
			r.path, r.name, r.span = r.path+path, lastField(path), whole
			r.storage = e.storageBelow(r.root, load.Type(), path)
		}
		if !isReference(r.root.Type()) {
			result = value.Join(result, e.origins(r.root, r.path, load))
			continue
		}
		result = value.Join(result, e.content(r, load))
	}
	return result
}

func (e *evaluator) binary(v *ssa.BinOp) value.Value {
	switch v.Op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return value.Unknown("", v.Pos())
	}
	x, y := e.origins(v.X, "", v), e.origins(v.Y, "", v)
	if joined := joinedText(v, x, y); joined != nil {
		return joined
	}
	return value.Mix(x, y)
}

// made returns the origins of a value that an instruction makes: the result of a
// call, a converted string, an element of a map.
func (e *evaluator) made(v ssa.Value, path, name string, at ssa.Instruction) value.Value {
	switch v := v.(type) {
	case *ssa.Call:
		return e.result(v, 0, path)
	case *ssa.Extract:
		return e.extracted(v, path)
	case *ssa.Convert:
		return e.origins(v.X, path, v)
	case *ssa.MultiConvert:
		return e.origins(v.X, path, v)
	case *ssa.Lookup:
		return e.lookup(v, path)
	case *ssa.Field:
		return e.fieldValue(v, path)
	case *ssa.TypeAssert:
		return e.origins(v.X, path, v)
	case *ssa.UnOp: // a receive, or a load that is a root
		if v.Op == token.MUL {
			return e.loaded(v, path)
		}
		if v.Op == token.ARROW {
			return e.received(v.X, path, v)
		}
	case *ssa.Slice:
		return e.origins(v.X, path, v)
	}
	if name == "" && path != "" {
		name = lastField(path)
	}
	return value.Unknown(name, v.Pos())
}

func (e *evaluator) extracted(v *ssa.Extract, path string) value.Value {
	switch tuple := v.Tuple.(type) {
	case *ssa.Call:
		return e.result(tuple, v.Index, path)
	case *ssa.TypeAssert:
		if v.Index == 0 {
			return e.origins(tuple.X, path, v)
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
		if state := receiveState(tuple, v.Index-2); state != nil {
			return e.received(state.Chan, path, v)
		}
	case *ssa.Next:
		if iterator, ok := tuple.Iter.(*ssa.Range); ok && v.Index > 0 {
			return e.origins(iterator.X, path, v)
		}
	}
	return value.Unknown(e.localNames[v], v.Pos())
}

// lookup returns what an element of a map or a character of a string holds.
func (e *evaluator) lookup(v *ssa.Lookup, path string) value.Value {
	if isString(v.X.Type()) {
		return value.Mix(e.origins(v.X, path, v), e.index(v.Index, v))
	}
	key := mapPath(v.Index)
	name := lastField(key)
	if key == anyKey {
		name = e.localNames[v]
	}
	result := e.origins(v.X, key+path, v)
	stored := result.Any(func(a value.Alternative) bool { return !a.Only(cryptoapi.Zero) })
	if !stored {
		return value.Unknown(name, v.Pos())
	}
	return result
}
