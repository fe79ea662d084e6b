package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Bounds of one backward walk. What does not fit is unknown.
const (
	maxWalk   = 400    // blocks, each with what was seen on the way to it
	maxEvents = 10_000 // events that are looked at
	maxAdded  = 12     // partial writes that are mixed
)

// content returns what the memory of a region holds just before the instruction.
//
// It walks backwards from there. A write that covers the region ends the walk
// on that path: what was there before is gone. A partial write is remembered and
// mixed with what is found further back. The function's entry gives the initial
// content.
func (e *evaluator) content(r region, at ssa.Instruction) value.Value {
	q := question{value: r.root, path: r.path, span: r.span, at: at, fn: at.Parent()}
	return e.ask(q, r.name, at.Pos(), func() value.Value {
		w := &walk{evaluator: e, region: r, at: at, history: e.historyOf(r.root, at.Parent())}
		if w.history.lost {
			return w.unknown()
		}
		return w.run()
	})
}

// walk is one backward walk.
type walk struct {
	*evaluator
	region  region
	at      ssa.Instruction
	history *history
	visited map[mark]bool
	looked  int // events
	work    []walkState
	result  value.Value
}

// walkState is a place that the walk has reached, and what it saw on the way.
type walkState struct {
	block *ssa.BasicBlock
	upto  int // instructions before this index are still to be seen
	added []*event
	key   string          // identifies added, later and again
	later bool            // a closure that fills the region is handed to what runs it
	again bool            // a hash starts again
	after *ssa.BasicBlock // the block that the walk comes from, which runs after this one
	early bool            // a decoder runs later: only defaults are still there by then
}

// mark is a block that a walk has been to, with what it had seen by then.
type mark struct {
	block *ssa.BasicBlock
	key   string
	left  bool // the walk came from behind the loop that the block is in
}

// unknown is what the region holds where the walk looks no further.
func (w *walk) unknown() value.Value { return value.Unknown(w.region.name, w.at.Pos()) }

func (w *walk) run() value.Value {
	w.visited = make(map[mark]bool)
	w.work = []walkState{{block: w.at.Block(), upto: w.order(w.at.Parent()).Index(w.at)}}
	for steps := 0; len(w.work) > 0; steps++ {
		if steps > maxWalk || w.looked > maxEvents {
			return value.Join(w.result, w.unknown())
		}
		state := w.work[0]
		w.work = w.work[1:]
		w.block(state)
	}
	return w.result
}

// block looks at the events of one block, last first, and goes on to the blocks
// before it.
func (w *walk) block(state walkState) {
	events := w.history.byBlock[state.block]
	before, _ := slices.BinarySearchFunc(events, state.upto, func(ev *event, upto int) int { return ev.index - upto })
	for _, ev := range slices.Backward(events[:before]) {
		if w.looked++; w.looked > maxEvents {
			w.found(state, w.unknown())
			return
		}
		if w.event(&state, ev) {
			return
		}
	}
	if len(state.block.Preds) == 0 {
		if !isInstruction(w.region.root) { // else the memory does not exist on this path
			w.found(state, w.entry(w.region))
		}
		return
	}
	for _, before := range w.predecessors(state) {
		reached := mark{before, state.key, w.leftLoop(before, state.block)}
		if !w.visited[reached] {
			w.visited[reached] = true
			next := state
			next.block, next.upto, next.after = before, len(before.Instrs), state.block
			w.work = append(w.work, next)
		}
	}
}

// predecessors returns the blocks that run before the one of the state. A loop is taken
// to run at least once before what comes after it: the one that fills or mixes a
// buffer byte by byte does.
func (w *walk) predecessors(state walkState) []*ssa.BasicBlock {
	if !w.leftLoop(state.block, state.after) {
		return state.block.Preds
	}
	var inside []*ssa.BasicBlock
	for _, before := range state.block.Preds {
		if state.block.Dominates(before) {
			inside = append(inside, before)
		}
	}
	return inside
}

// leftLoop reports whether the block is the header of a loop that does not hold after.
func (w *walk) leftLoop(block, after *ssa.BasicBlock) bool {
	loop := w.order(w.at.Parent()).InnermostLoop(block)
	return after != nil && loop != nil && loop.Header == block && !loop.Blocks[after]
}

// event takes one event into account and reports whether it ends the path.
func (w *walk) event(state *walkState, ev *event) (ends bool) {
	if ev.kind == defines {
		w.found(*state, ev.content(w.evaluator, w.region.path, w.at))
		return true
	}
	if sub, ok := below(w.region.path, ev.path); ok {
		if sub == "" && ev.span.disjoint(w.region.span) {
			return false
		}
		exact := strings.HasPrefix(w.region.path, ev.path) // not perhaps another key of a map
		covers := sub != "" || ev.span.covers(w.region.span)
		switch {
		case sub == anyElement && ev.kind != empties && !ev.span.covers(whole):
			w.found(*state, ev.content(w.evaluator, "", w.at).Then(ev.instr.Pos(), "listed here"))
			return false
		case ev.kind == empties:
			w.found(*state, nil)
			return true
		case ev.kind == restarts:
			state.again, state.key = true, "again "+state.key
			return false
		case ev.kind == runsLater:
			w.found(*state, ev.content(w.evaluator, sub, w.at))
			state.later, state.key = true, "later "+state.key
			return false
		case ev.kind == overwrites && covers && exact:
			w.found(*state, ev.content(w.evaluator, sub, w.at))
			return true
		case ev.kind == decodes && covers && exact:
			w.found(*state, ev.content(w.evaluator, sub, w.at))
			state.early, state.key = true, strings.TrimSuffix(state.key, " early")+" early"
			return false
		case ev.kind == mayWrite, (ev.kind == overwrites || ev.kind == decodes) && !exact:
			w.found(*state, ev.content(w.evaluator, sub, w.at))
			return false
		}
	} else if _, inside := below(ev.path, w.region.path); !inside {
		return false
	}
	if ev.kind == empties || ev.kind == restarts || state.again {
		return false // emptying a part adds nothing to the rest
	}
	return w.add(state, ev)
}

// add remembers a partial write. It reports whether there are too many of them, which
// ends the path.
func (w *walk) add(state *walkState, ev *event) (ends bool) {
	if slices.Contains(state.added, ev) || addsNothing(state.added, ev) {
		return false
	}
	if len(state.added) >= maxAdded {
		w.found(*state, w.unknown())
		return true
	}
	state.added = append(state.added[:len(state.added):len(state.added)], ev)
	state.key += " " + strconv.Itoa(ev.instr.Block().Index) + "." + strconv.Itoa(ev.index)
	return false
}

// addsNothing reports whether an event stores a constant beside constants that say as
// much: the same one, or two that differ. Tables have thousands.
func addsNothing(added []*event, ev *event) bool {
	stored := storedConstant(ev)
	if stored == nil {
		return false
	}
	var first constant.Value
	for _, other := range added {
		known := storedConstant(other)
		switch {
		case known == nil:
		case known.Kind() == stored.Kind() && constant.Compare(known, token.EQL, stored):
			return true
		case first != nil:
			return true
		default:
			first = known
		}
	}
	return false
}

// storedConstant returns the constant that an event stores in a part of the memory.
func storedConstant(ev *event) constant.Value {
	store, ok := ev.instr.(*ssa.Store)
	if !ok || ev.kind != overwrites {
		return nil
	}
	c, ok := store.Val.(*ssa.Const)
	if !ok {
		return nil
	}
	return c.Value
}

// found enters the content of one path: its end mixed with the partial writes.
func (w *walk) found(state walkState, end value.Value) {
	if state.early {
		if end = defaults(end); len(end) == 0 {
			return
		}
	}
	if state.later {
		end = withoutZero(end)
	}
	if state.again {
		end = onlyStates(end)
	}
	mixed := end
	for _, ev := range state.added {
		sub, _ := below(w.region.path, ev.path)
		mixed = value.Mix(mixed, ev.content(w.evaluator, sub, w.at))
	}
	w.result = value.Join(w.result, mixed)
}

// onlyStates leaves nothing of the alternatives that are the state of a hash but that.
func onlyStates(v value.Value) value.Value {
	var states value.Value
	for _, alternative := range v {
		if state := alternative.Part(cryptoapi.Hasher, cryptoapi.MAC); state != nil {
			alternative = value.Alternative{state}
		}
		states = value.Join(states, value.Value{alternative})
	}
	return states
}

// entry returns what the region holds when its function is entered.
func (e *evaluator) entry(r region) value.Value {
	switch root := r.root.(type) {
	case *ssa.Parameter:
		return value.Of(e.parameter(root, r.path, r.storage, r.name))
	case *ssa.FreeVar:
		return e.capturedContent(root, r)
	case *ssa.Global:
		if object, ok := root.Object().(*types.Var); ok && r.path == "" {
			if row := e.table.Var(object); row != nil {
				return value.Of(value.Origin{Kind: row.Source.Kind, Detail: row.Source.Detail, Name: r.name, Pos: root.Pos()})
			}
		}
		return value.Of(value.Origin{Kind: cryptoapi.Unknown, Storage: globalKey(root) + r.path, Name: r.name, Pos: root.Pos()})
	}
	return value.Unknown(r.name, r.root.Pos())
}

// parameter is the origin of what a caller passes, or of a field of it.
func (e *evaluator) parameter(p *ssa.Parameter, path, storage, name string) value.Origin {
	o := value.Origin{Kind: cryptoapi.Unknown, Path: path, Storage: storage, Name: name, Pos: p.Pos()}
	if name == "" {
		o.Name = p.Name()
	}
	if row := e.table.FieldNamed(storage); row != nil && row.Source.Kind != cryptoapi.Unknown {
		o.Kind, o.Detail, o.Storage = row.Source.Kind, row.Source.Detail, ""
		return o
	}
	for i, param := range p.Parent().Params {
		if param == p {
			o.Param = i + 1
		}
	}
	if storage == "" {
		if typed := e.typed(p.Type(), path); typed != nil {
			o.Kind, o.Detail = typed.Kind, typed.Detail
			if typed.Kind != cryptoapi.PrivateKey { // callers tell more of a key
				o.Param = 0
			}
		}
	}
	return o
}

// typed returns what is known of all values of a type, wherever they come from.
func (e *evaluator) typed(t types.Type, path string) *cryptoapi.Source {
	if path != "" {
		return nil
	}
	named := namedOf(t)
	if named == nil {
		return nil
	}
	if row := e.table.Type(named); row != nil {
		return &row.Source
	}
	return nil
}

// options returns what memory of a type is whose values all ask for one thing.
func (e *evaluator) options(r region) value.Value {
	if r.path != "" {
		return nil
	}
	if typed := e.typed(r.root.Type(), ""); typed != nil && typed.Kind == cryptoapi.Options {
		return value.Of(value.Origin{Kind: typed.Kind, Detail: typed.Detail, Pos: r.root.Pos()})
	}
	return nil
}

// initial returns what a root holds when it comes into being.
func (e *evaluator) initial(r region, at ssa.Instruction) value.Value {
	switch root := r.root.(type) {
	case *ssa.Alloc, *ssa.MakeSlice, *ssa.MakeMap:
		return value.Of(value.Origin{Kind: cryptoapi.Zero, Name: r.name, Pos: root.Pos()})
	}
	if row := e.table.FieldNamed(e.storageBelow(r.root, r.root.Type(), r.path)); row != nil && row.Source.Kind != cryptoapi.Unknown {
		return value.Of(value.Origin{Kind: row.Source.Kind, Detail: row.Source.Detail, Name: r.name, Pos: r.root.Pos()})
	}
	return e.made(r.root, r.path, r.name, at)
}

// lastField returns the name of the last field of a path.
func lastField(path string) string {
	return strings.Trim(path[strings.LastIndexByte(path, '.')+1:], "[]")
}
