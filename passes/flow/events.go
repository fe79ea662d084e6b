package flow

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// An event is an instruction that changes memory: what it changes, and to what.
type event struct {
	instr ssa.Instruction
	index int // of instr in its block
	path  string
	span  span
	kind  eventKind
	// content is what the memory holds afterwards. Sub is the path of the fields
	// below the event's own that are asked for, at the place where they are used.
	content func(e *evaluator, sub string, at ssa.Instruction) value.Value
}

type eventKind uint8

const (
	overwrites eventKind = iota // all of the event's path and span
	adds                        // to what is there: appended to a buffer, escaped to code that cannot be seen
	mayWrite                    // on some path, or at some time
	runsLater                   // some time after: what nobody has filled by then is filled
	empties                     // nothing is there afterwards
	restarts                    // the state of a hash is there afterwards, and nothing that was written to it
	defines                     // the memory comes into being
	decodes                     // all that comes in; a field that does not come keeps what it was set to
)

// history is all events on the memory of one root in one function.
type history struct {
	root    ssa.Value
	byBlock map[*ssa.BasicBlock][]*event // in instruction order
	ordered []*event                     // all of them, in block order
	lost    bool                         // there are more aliases than are followed: some events are missing
}

// history returns the events on the memory of root in fn.
func (e *evaluator) historyOf(root ssa.Value, fn *ssa.Function) *history {
	key := historyKey{root, fn}
	if h, ok := e.histories.get(key); ok {
		if e.pending.histories[key] {
			e.half()
		}
		return h
	}
	e.knowFills(fn)
	h := &history{root: root, byBlock: make(map[*ssa.BasicBlock][]*event)}
	e.histories.set(key, h)
	e.pending.histories[key] = true
	defer delete(e.pending.histories, key)
	e.find(func() { e.collect(h, root, fn) })
	return h
}

// collect finds the events of a history.
func (e *evaluator) collect(h *history, root ssa.Value, fn *ssa.Function) {
	c := &collector{evaluator: e, history: h, fn: fn, seen: make(map[view]bool)}
	if global, ok := root.(*ssa.Global); ok {
		for _, use := range e.globals[global] {
			if use.fn == fn {
				c.use(view{global, "", whole}, use.instr)
			}
		}
	}
	c.follow(view{root, "", whole})
	if instr, ok := root.(ssa.Instruction); ok {
		c.add(&event{instr: instr, kind: defines, span: whole, content: func(e *evaluator, sub string, at ssa.Instruction) value.Value {
			return e.initial(region{root: root, path: sub, span: whole, name: e.localNames[root]}, at)
		}})
	}
	for _, block := range fn.Blocks {
		events := h.byBlock[block]
		slices.SortStableFunc(events, func(a, b *event) int { return a.index - b.index })
		h.ordered = append(h.ordered, events...)
	}
}

// collector follows the aliases of one root through a function.
type collector struct {
	*evaluator
	history *history
	fn      *ssa.Function
	seen    map[view]bool
	work    []view
}

func (c *collector) add(ev *event) {
	block := ev.instr.Block()
	ev.index = c.order(ev.instr.Parent()).Index(ev.instr)
	c.history.byBlock[block] = append(c.history.byBlock[block], ev)
}

func (c *collector) follow(v view) {
	if c.seen[v] || deep(v.path) {
		return
	}
	if len(c.seen) >= maxViews {
		c.history.lost = true
		return
	}
	c.seen[v] = true
	c.work = append(c.work, v)
	if len(c.work) > 1 {
		return
	}
	for len(c.work) > 0 {
		next := c.work[0]
		if referrers := next.value.Referrers(); referrers != nil {
			for _, user := range *referrers {
				if user.Parent() == c.fn {
					c.use(next, user)
				}
			}
		}
		c.work = c.work[1:]
	}
}

// use enters what an instruction does with a view.
func (c *collector) use(v view, user ssa.Instruction) {
	switch user := user.(type) {
	case *ssa.FieldAddr:
		c.follow(view{user, v.path + "." + structOf(user.X.Type()).Field(user.Field).Name(), whole})
	case *ssa.IndexAddr:
		if user.X == v.value {
			c.follow(view{user, v.path, v.span.elementAt(user)})
		}
	case *ssa.Slice:
		if user.X == v.value && !isString(user.X.Type()) {
			c.follow(view{user, v.path, v.span.slice(user.Low, user.High).of(arrayLength(user.X.Type()))})
		}
	case *ssa.UnOp:
		if isReference(user.Type()) {
			c.follow(view{user, v.path, v.span})
		}
	case *ssa.Phi, *ssa.ChangeType, *ssa.ChangeInterface, *ssa.MakeInterface, *ssa.SliceToArrayPointer:
		c.follow(view{user.(ssa.Value), v.path, v.span})
	case *ssa.TypeAssert:
		if !user.CommaOk {
			c.follow(view{user, v.path, v.span})
		}
	case *ssa.Extract:
		if isReference(user.Type()) {
			c.follow(view{user, v.path, v.span})
		}
	case *ssa.Store:
		c.store(v, user)
	case *ssa.MapUpdate:
		c.mapUpdate(v, user)
	case *ssa.MakeClosure:
		c.captured(v, user)
	case ssa.CallInstruction:
		c.call(v, user)
	}
}

func (c *collector) store(v view, store *ssa.Store) {
	if store.Addr == v.value {
		stored := store.Val
		c.add(&event{instr: store, path: v.path, span: v.span, kind: overwrites, content: func(e *evaluator, sub string, at ssa.Instruction) value.Value {
			if at == nil || at.Parent() != store.Parent() {
				at = store
			}
			return e.origins(stored, sub, at)
		}})
		return
	}
	// The reference itself is stored: what is loaded from that cell in this
	// function is a view, too.
	for _, cell := range c.regions(store.Addr) {
		switch cell.root.(type) {
		case *ssa.Alloc, *ssa.Parameter, *ssa.FreeVar:
			c.followLoads(v, cell)
			c.variadic(v, cell)
		}
	}
}

// followLoads follows the loads of a cell in which the view was stored.
func (c *collector) followLoads(v view, cell region) {
	loads := c.loads(cell.root, c.fn)
	c.history.lost = c.history.lost || loads.lost
	for _, load := range loads.byPath[cell.path] {
		c.follow(view{load, v.path, v.span})
	}
}

func (c *collector) mapUpdate(v view, update *ssa.MapUpdate) {
	if update.Map != v.value {
		return
	}
	kind := mayWrite
	path := mapPath(update.Key)
	if path != anyKey {
		kind = overwrites
	}
	c.add(&event{instr: update, path: v.path + path, span: whole, kind: kind, content: func(e *evaluator, sub string, at ssa.Instruction) value.Value {
		return e.origins(update.Value, sub, update)
	}})
}

// mapPath is the path of a map element: maps are like structs whose fields are
// the constant keys.
func mapPath(key ssa.Value) string {
	if convert, ok := key.(*ssa.MakeInterface); ok {
		key = convert.X
	}
	c, ok := key.(*ssa.Const)
	if !ok || c.Value == nil {
		return anyKey
	}
	switch c.Value.Kind() {
	case constant.String:
		return ".[" + strings.ReplaceAll(constant.StringVal(c.Value), ".", "_") + "]" // a dot begins a field
	case constant.Int:
		return ".[" + c.Value.ExactString() + "]"
	}
	return anyKey
}

// anyKey is the path of a map element whose key is not a constant: it may be any.
const anyKey = ".[]"

// call enters what a call does to the memory behind one of its operands.
func (c *collector) call(v view, call ssa.CallInstruction) {
	if _, deferred := call.(*ssa.Defer); deferred {
		return // runs when everything is over: it wipes or closes
	}
	if builtin, ok := call.Common().Value.(*ssa.Builtin); ok {
		c.builtin(v, call, builtin.Name())
		return
	}
	targets := c.targets(call)
	if len(targets) == 0 {
		if !slices.Contains(call.Common().Args, v.value) && call.Common().Value != v.value {
			return
		}
		c.add(c.escape(v, call))
		return
	}
	always := c.filledByAll(targets, v.value)
	for _, t := range targets {
		for i, operand := range t.operands() {
			if operand == v.value {
				c.effect(v, call, t, i, len(targets) > 1)
			}
		}
	}
	for _, path := range always {
		c.add(c.oneOf(v, call, targets, path))
	}
}

func (c *collector) escape(v view, call ssa.CallInstruction) *event {
	return &event{instr: call, path: v.path, span: v.span, kind: adds, content: func(e *evaluator, _ string, _ ssa.Instruction) value.Value {
		return value.Unknown("", call.Pos())
	}}
}

// effect enters what target t of a call does to its operand i, which is v.
func (c *collector) effect(v view, call ssa.CallInstruction, t *target, i int, maybe bool) {
	if t.rowFills() {
		c.rowEffect(v, call, t, i)
		return
	}
	fills, known := c.fills(t)
	if !known {
		if t.row == nil && isMutable(v.value.Type()) {
			c.add(c.escape(v, call))
		}
		return
	}
	kind := overwrites
	if maybe {
		kind = mayWrite
	}
	for _, fill := range fills {
		if fill.Param != i+1 {
			continue
		}
		c.add(&event{instr: call, path: v.path + fill.Path, span: v.span, kind: kind, content: func(e *evaluator, sub string, at ssa.Instruction) value.Value {
			return e.leftBy(t, fill, call, sub)
		}})
	}
}

// leftBy returns what a call of t leaves below what it fills.
func (e *evaluator) leftBy(t *target, f fill, call ssa.CallInstruction, sub string) value.Value {
	var filled value.Value
	whole := e.settles(func() { filled = e.fillValue(t, f, sub) })
	left := e.instantiate(filled, t, call)
	if whole && f.onlyChanges(filled) {
		left = value.Mix(left, value.Of(value.Origin{Kind: cryptoapi.Counter, Name: t.name(), Pos: call.Pos()}))
	}
	return left.Then(call.Pos(), "filled by "+t.name())
}

func (c *collector) rowEffect(v view, call ssa.CallInstruction, t *target, i int) {
	argument := t.argument(i)
	if t.row.Resets && argument == cryptoapi.Receiver {
		kind := empties
		if isHash(t.receiver.Type()) {
			kind = restarts
		}
		c.add(&event{instr: call, path: v.path, span: v.span, kind: kind})
	}
	if source, ok := t.row.Fills[argument]; ok {
		c.add(&event{instr: call, path: v.path, span: v.span, kind: fills(v.value), content: func(e *evaluator, sub string, _ ssa.Instruction) value.Value {
			return value.Join(e.source(source, t, call), tagged(source, v.value, sub))
		}})
	}
	if slices.Contains(t.row.Result.From, argument) && v.span.empty() { // h.Sum(b[:0]) writes into b
		c.add(&event{instr: call, path: v.path, span: span{v.span.low, openEnd, nil}, kind: overwrites, content: func(e *evaluator, _ string, _ ssa.Instruction) value.Value {
			result := t.row.Result
			result.From = slices.DeleteFunc(slices.Clone(result.From), func(i int) bool { return i == argument })
			return e.source(result, t, call)
		}})
	}
	if source, ok := t.row.Appends[argument]; ok {
		c.add(&event{instr: call, path: v.path, span: v.span, kind: adds, content: func(e *evaluator, _ string, _ ssa.Instruction) value.Value {
			return e.source(source, t, call)
		}})
	}
}

// isHash reports whether values of the type have a Sum.
func isHash(t types.Type) bool {
	method, _, _ := types.LookupFieldOrMethod(t, true, nil, "Sum")
	_, ok := method.(*types.Func)
	return ok
}

func (c *collector) builtin(v view, call ssa.CallInstruction, name string) {
	args := call.Common().Args
	switch {
	case name == "copy" && args[0] == v.value:
		c.add(&event{instr: call, path: v.path, span: v.span, kind: overwrites, content: func(e *evaluator, sub string, at ssa.Instruction) value.Value {
			return e.origins(args[1], sub, call)
		}})
	case name == "clear" && args[0] == v.value:
		c.add(&event{instr: call, path: v.path, span: v.span, kind: overwrites, content: func(e *evaluator, _ string, _ ssa.Instruction) value.Value {
			return value.Of(value.Origin{Kind: cryptoapi.Zero, Pos: call.Pos()})
		}})
	case name == "append" && args[0] == v.value:
		if v.span.empty() { // append(b[:0], …) writes into b
			c.add(&event{instr: call, path: v.path, span: span{v.span.low, openEnd, nil}, kind: overwrites, content: func(e *evaluator, sub string, at ssa.Instruction) value.Value {
				return e.origins(args[1], sub, call)
			}})
		}
	}
}

func isInstruction(v ssa.Value) bool {
	_, ok := v.(ssa.Instruction)
	return ok
}

// isMutable reports whether a function that is given a value of the type can
// change memory of the caller through it.
func isMutable(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Slice, *types.Map, *types.Pointer, *types.Interface:
		return true
	}
	return false
}
