package eval

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/operation"
	"github.com/cryptolint/cryptolint/passes/flow/internal/origin"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// An Event is an instruction that changes memory: what it changes, and to what.
type Event struct {
	Instr ssa.Instruction
	index int // of instr in its block
	Path  string
	Span  location.Span
	Kind  eventKind
	// content is what the memory holds afterwards. Sub is the path of the fields
	// below the event's own that are asked for, at the place where they are used.
	Content func(e *Evaluator, sub string, at ssa.Instruction) value.Value
}

type eventKind uint8

const (
	Overwrites eventKind = iota // all of the event's path and span
	adds                        // to what is there: appended to a buffer, escaped to code that cannot be seen
	mayWrite                    // on some path, or at some time
	runsLater                   // some time after: what nobody has filled by then is filled
	empties                     // nothing is there afterwards
	restarts                    // the state of a hash is there afterwards, and nothing that was written to it
	Defines                     // the memory comes into being
	decodes                     // all that comes in; a field that does not come keeps what it was set to
)

// Writes reports whether something is in the memory afterwards that was not before.
func (ev *Event) Writes() bool {
	return ev.Kind != Defines && ev.Kind != empties && ev.Kind != restarts
}

// History is all events on the memory of one root in one function.
type History struct {
	root    ssa.Value
	ByBlock map[*ssa.BasicBlock][]*Event // in instruction order
	Ordered []*Event                     // all of them, in block order
	lost    bool                         // there are more aliases than are followed: some events are missing
}

// history returns the events on the memory of root in fn.
func (e *Evaluator) HistoryOf(root ssa.Value, fn *ssa.Function) *History {
	key := location.HistoryKey{Root: root, Fn: fn}
	if h, ok := e.histories.Get(key); ok {
		if e.pending.histories[key] {
			e.Half()
		}
		return h
	}
	e.knowFills(fn)
	h := &History{root: root, ByBlock: make(map[*ssa.BasicBlock][]*Event)}
	e.histories.Set(key, h)
	e.pending.histories[key] = true
	defer delete(e.pending.histories, key)
	e.Find(func() { e.collect(h, root, fn) })
	return h
}

// collect finds the events of a history.
func (e *Evaluator) collect(h *History, root ssa.Value, fn *ssa.Function) {
	c := &collector{Evaluator: e, history: h, fn: fn, seen: make(map[location.View]bool)}
	if global, ok := root.(*ssa.Global); ok {
		for _, use := range e.Globals[global] {
			if use.Fn == fn {
				c.use(location.View{Value: global, Path: "", Span: location.Whole}, use.Instr)
			}
		}
	}
	c.follow(location.View{Value: root, Path: "", Span: location.Whole})
	if instr, ok := root.(ssa.Instruction); ok {
		c.add(&Event{Instr: instr, Kind: Defines, Span: location.Whole, Content: func(e *Evaluator, sub string, at ssa.Instruction) value.Value {
			return e.initial(location.Region{Root: root, Path: sub, Span: location.Whole, Name: e.LocalNames[root]}, at)
		}})
	}
	for _, block := range fn.Blocks {
		events := h.ByBlock[block]
		slices.SortStableFunc(events, func(a, b *Event) int { return a.index - b.index })
		h.Ordered = append(h.Ordered, events...)
	}
}

// collector follows the aliases of one root through a function.
type collector struct {
	*Evaluator
	history *History
	fn      *ssa.Function
	seen    map[location.View]bool
	work    []location.View
}

func (c *collector) add(ev *Event) {
	block := ev.Instr.Block()
	ev.index = c.Order(ev.Instr.Parent()).Index(ev.Instr)
	c.history.ByBlock[block] = append(c.history.ByBlock[block], ev)
}

func (c *collector) follow(v location.View) {
	if c.seen[v] || location.Deep(v.Path) {
		return
	}
	if len(c.seen) >= location.MaxViews {
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
		if referrers := next.Value.Referrers(); referrers != nil {
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
func (c *collector) use(v location.View, user ssa.Instruction) {
	switch user := user.(type) {
	case *ssa.FieldAddr:
		c.follow(location.View{Value: user, Path: v.Path + "." + ir.StructOf(user.X.Type()).Field(user.Field).Name(), Span: location.Whole})
	case *ssa.IndexAddr:
		if user.X == v.Value {
			c.follow(location.View{Value: user, Path: v.Path, Span: v.Span.ElementAt(user)})
		}
	case *ssa.Slice:
		if user.X == v.Value && !ir.IsString(user.X.Type()) {
			c.follow(location.View{Value: user, Path: v.Path, Span: v.Span.Slice(user.Low, user.High).Of(ir.ArrayLength(user.X.Type()))})
		}
	case *ssa.UnOp:
		if ir.IsReference(user.Type()) {
			c.follow(location.View{Value: user, Path: v.Path, Span: v.Span})
			return
		}
		for _, field := range ir.LoadedReferences(user) {
			c.follow(location.View{Value: field, Path: v.Path + "." + ir.FieldName(field), Span: location.Whole})
		}
	case *ssa.Phi, *ssa.ChangeType, *ssa.ChangeInterface, *ssa.MakeInterface, *ssa.SliceToArrayPointer:
		c.follow(location.View{Value: user.(ssa.Value), Path: v.Path, Span: v.Span})
	case *ssa.TypeAssert:
		if !user.CommaOk {
			c.follow(location.View{Value: user, Path: v.Path, Span: v.Span})
		}
	case *ssa.Extract:
		if ir.IsReference(user.Type()) {
			c.follow(location.View{Value: user, Path: v.Path, Span: v.Span})
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

func (c *collector) store(v location.View, store *ssa.Store) {
	if ir.StoresBack(store) {
		return
	}
	if store.Addr == v.Value {
		stored := store.Val
		c.add(&Event{Instr: store, Path: v.Path, Span: v.Span, Kind: Overwrites, Content: func(e *Evaluator, sub string, at ssa.Instruction) value.Value {
			if at == nil || at.Parent() != store.Parent() {
				at = store
			}
			return e.Origins(stored, sub, at)
		}})
		return
	}
	// The reference itself is stored: what is loaded from that cell in this
	// function is a view, too.
	for _, cell := range c.Regions(store.Addr) {
		switch cell.Root.(type) {
		case *ssa.Alloc, *ssa.Parameter, *ssa.FreeVar, *ssa.Call, *ssa.Extract, *ssa.TypeAssert: // also what a call returned
			c.followLoads(v, cell)
			c.variadic(v, cell)
			c.intoClosures(v, cell)
		}
	}
}

// followLoads follows the loads of a cell in which the view was stored.
func (c *collector) followLoads(v location.View, cell location.Region) {
	loads := c.Loads(cell.Root, c.fn)
	c.history.lost = c.history.lost || loads.Lost
	for _, load := range loads.ByPath[cell.Path] {
		c.follow(location.View{Value: load, Path: v.Path, Span: v.Span})
	}
}

// intoClosures follows a view into the closures that capture the cell in which it was
// stored: a parameter that a closure fills.
func (c *collector) intoClosures(v location.View, cell location.Region) {
	if cell.Path != "" || cell.Root.Parent() != c.fn || cell.Root == c.history.root {
		return
	}
	for _, user := range *cell.Root.Referrers() {
		if closure, ok := user.(*ssa.MakeClosure); ok {
			c.captured(location.View{Value: cell.Root, Path: v.Path, Span: v.Span}, closure)
		}
	}
}

func (c *collector) mapUpdate(v location.View, update *ssa.MapUpdate) {
	if update.Map != v.Value {
		return
	}
	kind := mayWrite
	path := location.MapPath(update.Key)
	if path != location.AnyKey {
		kind = Overwrites
	}
	c.add(&Event{Instr: update, Path: v.Path + path, Span: location.Whole, Kind: kind, Content: func(e *Evaluator, sub string, at ssa.Instruction) value.Value {
		return e.Origins(update.Value, sub, update)
	}})
}

// call enters what a call does to the memory behind one of its operands.
func (c *collector) call(v location.View, call ssa.CallInstruction) {
	if _, deferred := call.(*ssa.Defer); deferred {
		return // runs when everything is over: it wipes or closes
	}
	if builtin, ok := call.Common().Value.(*ssa.Builtin); ok {
		c.builtin(v, call, builtin.Name())
		return
	}
	if call, ok := call.(*ssa.Call); ok {
		for _, result := range c.Views(v, call) {
			c.follow(result)
		}
	}
	targets := c.Targets(call)
	if len(targets) == 0 {
		if !slices.Contains(call.Common().Args, v.Value) && call.Common().Value != v.Value {
			return
		}
		if c.ownObject(v.Value.Type()) && !call.Common().IsInvoke() {
			c.add(c.configured(v, call))
			return
		}
		c.add(c.escape(v, call))
		return
	}
	always := c.filledByAll(targets, v.Value)
	for _, t := range targets {
		for i, operand := range t.Operands() {
			if operand == v.Value {
				c.effect(v, call, t, i, len(targets) > 1)
			}
		}
	}
	for _, path := range always {
		c.add(c.oneOf(v, call, targets, path))
	}
}

func (c *collector) escape(v location.View, call ssa.CallInstruction) *Event {
	return &Event{Instr: call, Path: v.Path, Span: v.Span, Kind: adds, Content: func(e *Evaluator, sub string, _ ssa.Instruction) value.Value {
		return e.UnknownFill(call, v.Value, sub)
	}}
}

// ownObject reports whether a type is a pointer to a struct whose fields this package alone
// can set.
func (c *collector) ownObject(t types.Type) bool {
	structure := ir.StructOf(t)
	named := ir.NamedOf(t)
	if structure == nil || named == nil || named.Obj().Pkg() != c.Pass.Pkg {
		return false
	}
	for field := range structure.Fields() {
		if field.Exported() {
			return false
		}
	}
	return true
}

// configured is what a function value may do to an object of this package: a functional
// option, which sets a field to what some function of the package stores there.
func (c *collector) configured(v location.View, call ssa.CallInstruction) *Event {
	return &Event{Instr: call, Path: v.Path, Span: v.Span, Kind: mayWrite, Content: func(e *Evaluator, sub string, _ ssa.Instruction) value.Value {
		key := e.StorageBelow(v.Value, v.Value.Type(), sub)
		if key == "" {
			return e.UnknownFill(call, v.Value, sub)
		}
		return value.Of(value.Origin{Kind: cryptoapi.Unknown, Storage: key, Name: location.LastField(sub), Pos: call.Pos()})
	}}
}

// effect enters what target t of a call does to its operand i, which is v.
func (c *collector) effect(v location.View, call ssa.CallInstruction, t *Target, i int, maybe bool) {
	if t.RowFills() {
		c.rowEffect(v, call, t, i)
		return
	}
	fills, known := c.Fills(t)
	if !known {
		if t.Row == nil && ir.IsMutable(v.Value.Type()) {
			c.add(c.escape(v, call))
		}
		return
	}
	kind := Overwrites
	if maybe {
		kind = mayWrite
	}
	for _, fill := range fills {
		if fill.Param != i+1 {
			continue
		}
		c.add(&Event{Instr: call, Path: v.Path + fill.Path, Span: v.Span, Kind: kind, Content: func(e *Evaluator, sub string, at ssa.Instruction) value.Value {
			return e.drawnInto(e.leftBy(t, fill, call, sub), v.Value)
		}})
	}
}

// leftBy returns what a call of t leaves below what it fills.
func (e *Evaluator) leftBy(t *Target, f fact.Fill, call ssa.CallInstruction, sub string) value.Value {
	var filled value.Value
	whole := e.Settles(func() { filled = e.FillValue(t, f, sub) })
	left := e.Instantiate(filled, t, call)
	if value.IsUnknown(left) && !e.HasBody(t.Fn) {
		left = e.UnknownFill(call, t.Operands()[f.Param-1], sub)
	}
	if whole && f.OnlyChanges(filled) && e.WritesFromOld(t, f) {
		left = value.Mix(left, value.Of(value.Origin{Kind: cryptoapi.Counter, Name: t.Name(), Pos: call.Pos()}))
	}
	return left.Then(t.Step(value.Filled, call.Pos()))
}

func (c *collector) rowEffect(v location.View, call ssa.CallInstruction, t *Target, i int) {
	argument := t.Argument(i)
	if t.Row.Resets && argument == cryptoapi.Receiver {
		kind := empties
		if t.Receiver != nil && ir.IsHash(t.Receiver.Type()) {
			kind = restarts
		}
		c.add(&Event{Instr: call, Path: v.Path, Span: v.Span, Kind: kind})
	}
	if source, ok := t.Row.Fills[argument]; ok {
		c.add(&Event{Instr: call, Path: v.Path, Span: v.Span, Kind: fills(v.Value), Content: func(e *Evaluator, sub string, _ ssa.Instruction) value.Value {
			return e.drawnInto(value.Join(e.filledFrom(source, t, call), origin.Tagged(source, v.Value, sub)), v.Value)
		}})
	}
	if slices.Contains(t.Row.Result.From, argument) && v.Span.Empty() { // h.Sum(b[:0]) writes into b
		c.add(&Event{Instr: call, Path: v.Path, Span: location.Span{Low: v.Span.Low, High: location.OpenEnd}, Kind: Overwrites, Content: func(e *Evaluator, _ string, _ ssa.Instruction) value.Value {
			result := t.Row.Result
			result.From = slices.DeleteFunc(slices.Clone(result.From), func(i int) bool { return i == argument })
			return e.source(result, t, call)
		}})
	}
	if source, ok := t.Row.Appends[argument]; ok {
		c.add(&Event{Instr: call, Path: v.Path, Span: v.Span, Kind: adds, Content: func(e *Evaluator, _ string, _ ssa.Instruction) value.Value {
			return e.source(source, t, call)
		}})
	}
}

// filledFrom returns what a call fills memory with. A reader that is nil, as a function
// returns it beside an error, fills nothing: what another one reads is unknown then.
func (e *Evaluator) filledFrom(s cryptoapi.Source, t *Target, call ssa.CallInstruction) value.Value {
	var filled value.Value
	whole := e.Settles(func() { filled = value.WithoutNil(e.source(s, t, call)) })
	if whole && len(filled) == 0 {
		return value.Unknown("", call.Pos())
	}
	return filled
}

func (c *collector) builtin(v location.View, call ssa.CallInstruction, name string) {
	args := call.Common().Args
	switch {
	case name == "copy" && args[0] == v.Value:
		c.add(&Event{Instr: call, Path: v.Path, Span: v.Span, Kind: Overwrites, Content: func(e *Evaluator, sub string, at ssa.Instruction) value.Value {
			return operation.Fitted(e.Origins(args[1], sub, call), args[1], c.fn)
		}})
	case name == "clear" && args[0] == v.Value:
		c.add(&Event{Instr: call, Path: v.Path, Span: v.Span, Kind: Overwrites, Content: func(e *Evaluator, _ string, _ ssa.Instruction) value.Value {
			return value.Of(value.Origin{Kind: cryptoapi.Zero, Pos: call.Pos()})
		}})
	case name == "append" && args[0] == v.Value:
		if v.Span.Empty() { // append(b[:0], …) writes into b
			c.add(&Event{Instr: call, Path: v.Path, Span: location.Span{Low: v.Span.Low, High: location.OpenEnd}, Kind: Overwrites, Content: func(e *Evaluator, sub string, at ssa.Instruction) value.Value {
				return e.Origins(args[1], sub, call)
			}})
		}
	}
}
