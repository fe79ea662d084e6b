package memory

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/callee"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/operation"
	"github.com/cryptolint/cryptolint/passes/flow/internal/origin"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// collector follows the aliases of one root through a function.
type collector struct {
	*Memory
	history *History
	fn      *ssa.Function
	views   []location.View        // in the order in which they were found
	seen    map[location.View]bool // the same, once they are many
	next    int                    // the first of them that has not been followed
}

// manyViews is how many views are looked through one by one. Few roots have more.
const manyViews = 8

func (c *collector) add(ev *Event) {
	block := ev.Instr.Block()
	ev.index = c.Order(ev.Instr.Parent()).Index(ev.Instr)
	c.history.ByBlock[block] = append(c.history.ByBlock[block], ev)
}

// follow follows a view, and those that come up with it. Called while one is followed, it
// leaves the view for later.
func (c *collector) follow(v location.View) {
	if location.Deep(v.Path) || c.known(v) {
		return
	}
	if len(c.views) >= location.MaxViews {
		c.history.Lost = true
		return
	}
	c.views = append(c.views, v)
	if c.seen != nil {
		c.seen[v] = true
	}
	if c.next < len(c.views)-1 {
		return
	}
	for ; c.next < len(c.views); c.next++ {
		view := c.views[c.next]
		referrers := view.Value.Referrers()
		if referrers == nil {
			continue
		}
		for _, user := range *referrers {
			if user.Parent() == c.fn {
				c.use(view, user)
			}
		}
	}
}

// known reports whether a view has been found before.
func (c *collector) known(v location.View) bool {
	if c.seen == nil && len(c.views) <= manyViews {
		return slices.Contains(c.views, v)
	}
	if c.seen == nil {
		c.seen = make(map[location.View]bool)
		for _, found := range c.views {
			c.seen[found] = true
		}
	}
	return c.seen[v]
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
		c.add(&Event{Instr: store, Path: v.Path, Span: v.Span, Kind: Overwrites, Content: func(m *Memory, sub string, at ssa.Instruction) value.Value {
			if at == nil || at.Parent() != store.Parent() {
				at = store
			}
			return m.values.Origins(stored, sub, at)
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
	c.history.Lost = c.history.Lost || loads.Lost
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
	kind := MayWrite
	path := location.MapPath(update.Key)
	if path != location.AnyKey {
		kind = Overwrites
	}
	c.add(&Event{Instr: update, Path: v.Path + path, Span: location.Whole, Kind: kind, Content: func(m *Memory, sub string, at ssa.Instruction) value.Value {
		return m.values.Origins(update.Value, sub, update)
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
	targets := c.values.Targets(call)
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
	return &Event{Instr: call, Path: v.Path, Span: v.Span, Kind: Adds, Content: func(m *Memory, sub string, _ ssa.Instruction) value.Value {
		return m.UnknownFill(call, v.Value, sub)
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
	return &Event{Instr: call, Path: v.Path, Span: v.Span, Kind: MayWrite, Content: func(m *Memory, sub string, _ ssa.Instruction) value.Value {
		key := m.StorageBelow(v.Value, v.Value.Type(), sub)
		if key == "" {
			return m.UnknownFill(call, v.Value, sub)
		}
		return value.Of(value.Origin{Source: &value.Source{Kind: cryptoapi.Unknown, Storage: key, Name: location.LastField(sub), Pos: call.Pos()}})
	}}
}

// effect enters what target t of a call does to its operand i, which is v.
func (c *collector) effect(v location.View, call ssa.CallInstruction, t *callee.Target, i int, maybe bool) {
	if t.RowFills() {
		c.rowEffect(v, call, t, i)
		return
	}
	fills, known := c.values.Fills(t)
	if !known {
		if t.Row == nil && ir.IsMutable(v.Value.Type()) {
			c.add(c.escape(v, call))
		}
		return
	}
	kind := Overwrites
	if maybe {
		kind = MayWrite
	}
	for _, fill := range fills {
		if fill.Param != i+1 {
			continue
		}
		c.add(&Event{Instr: call, Path: v.Path + fill.Path, Span: v.Span, Kind: kind, Content: func(m *Memory, sub string, at ssa.Instruction) value.Value {
			return m.drawnInto(m.values.LeftBy(t, fill, call, sub), v.Value)
		}})
	}
}

func (c *collector) rowEffect(v location.View, call ssa.CallInstruction, t *callee.Target, i int) {
	argument := t.Argument(i)
	if t.Row.Resets && argument == cryptoapi.Receiver {
		kind := Empties
		if t.Receiver != nil && ir.IsHash(t.Receiver.Type()) {
			kind = Restarts
		}
		c.add(&Event{Instr: call, Path: v.Path, Span: v.Span, Kind: kind})
	}
	if source, ok := t.Row.Fills[argument]; ok {
		c.add(&Event{Instr: call, Path: v.Path, Span: v.Span, Kind: fills(v.Value), Content: func(m *Memory, sub string, _ ssa.Instruction) value.Value {
			return m.drawnInto(value.Join(m.filledFrom(source, t, call), origin.Tagged(source, v.Value, sub)), v.Value)
		}})
	}
	if slices.Contains(t.Row.Result.From, argument) && v.Span.Empty() { // h.Sum(b[:0]) writes into b
		c.add(&Event{Instr: call, Path: v.Path, Span: location.Span{Low: v.Span.Low, High: location.OpenEnd}, Kind: Overwrites, Content: func(m *Memory, _ string, _ ssa.Instruction) value.Value {
			result := t.Row.Result
			result.From = slices.DeleteFunc(slices.Clone(result.From), func(i int) bool { return i == argument })
			return m.values.Source(result, t, call)
		}})
	}
	if source, ok := t.Row.Appends[argument]; ok {
		c.add(&Event{Instr: call, Path: v.Path, Span: v.Span, Kind: Adds, Content: func(m *Memory, _ string, _ ssa.Instruction) value.Value {
			return m.values.Source(source, t, call)
		}})
	}
}

// fills tells how a call changes what it is given to fill: of a struct, a decoder sets
// the fields that come in.
func fills(operand ssa.Value) Kind {
	if converted, ok := operand.(*ssa.MakeInterface); ok && ir.StructOf(converted.X.Type()) != nil {
		return Decodes
	}
	return Overwrites
}

// filledFrom returns what a call fills memory with. A reader that is nil, as a function
// returns it beside an error, fills nothing: what another one reads is unknown then.
func (m *Memory) filledFrom(s cryptoapi.Source, t *callee.Target, call ssa.CallInstruction) value.Value {
	var filled value.Value
	whole := m.Settles(func() { filled = value.WithoutNil(m.values.Source(s, t, call)) })
	if whole && len(filled) == 0 {
		return value.Unknown("", call.Pos())
	}
	return filled
}

func (c *collector) builtin(v location.View, call ssa.CallInstruction, name string) {
	args := call.Common().Args
	switch {
	case name == "copy" && args[0] == v.Value:
		c.add(&Event{Instr: call, Path: v.Path, Span: v.Span, Kind: Overwrites, Content: func(m *Memory, sub string, at ssa.Instruction) value.Value {
			return operation.Fitted(m.values.Origins(args[1], sub, call), args[1], c.fn)
		}})
	case name == "clear" && args[0] == v.Value:
		c.add(&Event{Instr: call, Path: v.Path, Span: v.Span, Kind: Overwrites, Content: func(m *Memory, _ string, _ ssa.Instruction) value.Value {
			return value.Of(value.Origin{Source: &value.Source{Kind: cryptoapi.Zero, Pos: call.Pos()}})
		}})
	case name == "append" && args[0] == v.Value:
		if v.Span.Empty() { // append(b[:0], …) writes into b
			c.add(&Event{Instr: call, Path: v.Path, Span: location.Span{Low: v.Span.Low, High: location.OpenEnd}, Kind: Overwrites, Content: func(m *Memory, sub string, at ssa.Instruction) value.Value {
				return m.values.Origins(args[1], sub, call)
			}})
		}
	}
}
