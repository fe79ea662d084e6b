package eval

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/operation"
	"github.com/cryptolint/cryptolint/passes/flow/internal/solver"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Bounds of one backward walk. What does not fit is unknown.
const (
	maxWalk   = 400    // blocks, each with what was seen on the way to it
	maxEvents = 10_000 // events that are looked at
	maxAdded  = 12     // partial writes that are mixed
)

// Content returns what the memory of a region holds just before the instruction.
//
// It walks backwards from there. A write that covers the region ends the walk
// on that path: what was there before is gone. A partial write is remembered and
// mixed with what is found further back. The function's entry gives the initial
// content.
func (e *Evaluator) Content(r location.Region, at ssa.Instruction) value.Value {
	q := solver.Question{Value: r.Root, Path: r.Path, Span: r.Span, At: at, Fn: at.Parent()}
	return e.Ask(q, r.Name, at.Pos(), func() value.Value {
		w := &walk{Evaluator: e, region: r, at: at, history: e.HistoryOf(r.Root, at.Parent())}
		if w.history.lost {
			return w.unknown()
		}
		w.work = []walkState{{block: at.Block(), upto: e.Order(at.Parent()).Index(at), at: at}}
		return w.run()
	})
}

// everLeft returns what the memory of a region, which an instruction makes, holds where
// the function returns and has not failed. It is one walk from all returns, because some
// functions have hundreds: a way that leads to many of them is taken for the first.
func (e *Evaluator) everLeft(r location.Region, maker ssa.Instruction) value.Value {
	fn := maker.Parent()
	q := solver.Question{Value: r.Root, Path: r.Path, Span: r.Span, Fn: fn, Index: atReturn}
	return e.Ask(q, r.Name, maker.Pos(), func() value.Value {
		w := &walk{Evaluator: e, region: r, at: maker, history: e.HistoryOf(r.Root, fn)}
		if w.history.lost {
			return w.unknown()
		}
		for ret := range ir.Returns(fn) {
			if !ir.Fails(ret) {
				w.work = append(w.work, walkState{block: ret.Block(), upto: len(ret.Block().Instrs), at: ret})
			}
		}
		return w.run()
	})
}

// atReturn stands for the number of a result in the question of everLeft.
const atReturn = -1

// walk is one backward walk.
type walk struct {
	*Evaluator
	region  location.Region
	at      ssa.Instruction
	history *History
	visited map[mark]bool
	looked  int // events
	work    []walkState
	result  value.Value
}

// walkState is a place that the walk has reached, and what it saw on the way.
type walkState struct {
	block *ssa.BasicBlock
	upto  int             // instructions before this index are still to be seen
	at    ssa.Instruction // where the walk began
	added []*Event
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
func (w *walk) unknown() value.Value { return value.Unknown(w.region.Name, w.at.Pos()) }

func (w *walk) run() value.Value {
	w.visited = make(map[mark]bool)
	for steps := 0; len(w.work) > 0 && !value.Full(w.result); steps++ {
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
	events := w.history.ByBlock[state.block]
	before, _ := slices.BinarySearchFunc(events, state.upto, func(ev *Event, upto int) int { return ev.index - upto })
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
		if !ir.IsInstruction(w.region.Root) { // else the memory does not exist on this path
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
	loop := w.Order(w.at.Parent()).InnermostLoop(block)
	return after != nil && loop != nil && loop.Header == block && !loop.Blocks[after]
}

// event takes one event into account and reports whether it ends the path.
func (w *walk) event(state *walkState, ev *Event) (ends bool) {
	if ev.Kind == Defines {
		w.found(*state, ev.Content(w.Evaluator, w.region.Path, state.at))
		return true
	}
	if sub, ok := location.Below(w.region.Path, ev.Path); ok {
		if sub == "" && ev.Span.Disjoint(w.region.Span) {
			return false
		}
		exact := strings.HasPrefix(w.region.Path, ev.Path) // not perhaps another key of a map
		covers := sub != "" || ev.Span.Covers(w.region.Span)
		switch {
		case sub == location.AnyElement && ev.Kind != empties && !ev.Span.Covers(location.Whole):
			w.found(*state, ev.Content(w.Evaluator, "", state.at).Then(value.Step{Kind: value.Listed, Pos: ev.Instr.Pos(), Text: "listed here"}))
			return false
		case ev.Kind == empties:
			w.found(*state, nil)
			return true
		case ev.Kind == restarts:
			state.again, state.key = true, "again "+state.key
			return false
		case ev.Kind == runsLater:
			w.found(*state, ev.Content(w.Evaluator, sub, state.at))
			state.later, state.key = true, "later "+state.key
			return false
		case ev.Kind == Overwrites && covers && exact:
			w.found(*state, ev.Content(w.Evaluator, sub, state.at))
			return true
		case ev.Kind == decodes && covers && exact:
			w.found(*state, operation.DecodedPart(ev.Content(w.Evaluator, sub, state.at), sub))
			state.early, state.key = true, strings.TrimSuffix(state.key, " early")+" early"
			return false
		case ev.Kind == mayWrite, (ev.Kind == Overwrites || ev.Kind == decodes) && !exact:
			w.found(*state, ev.Content(w.Evaluator, sub, state.at))
			return false
		}
	} else if _, inside := location.Below(ev.Path, w.region.Path); !inside {
		return false
	}
	if ev.Kind == empties || ev.Kind == restarts || state.again {
		return false // emptying a part adds nothing to the rest
	}
	return w.add(state, ev)
}

// add remembers a partial write. It reports whether there are too many of them, which
// ends the path.
func (w *walk) add(state *walkState, ev *Event) (ends bool) {
	if slices.Contains(state.added, ev) || addsNothing(state.added, ev) {
		return false
	}
	if len(state.added) >= maxAdded {
		w.found(*state, w.unknown())
		return true
	}
	state.added = append(state.added[:len(state.added):len(state.added)], ev)
	state.key += " " + strconv.Itoa(ev.Instr.Block().Index) + "." + strconv.Itoa(ev.index)
	return false
}

// addsNothing reports whether an event stores a constant beside constants that say as
// much: the same one, or two that differ. Tables have thousands.
func addsNothing(added []*Event, ev *Event) bool {
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
func storedConstant(ev *Event) constant.Value {
	store, ok := ev.Instr.(*ssa.Store)
	if !ok || ev.Kind != Overwrites {
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
	if value.Full(w.result) {
		return
	}
	if state.early {
		if end = value.Defaults(end); len(end) == 0 {
			return
		}
	}
	if state.later {
		end = value.FilledLater(end)
	}
	if state.again {
		end = onlyStates(end)
	}
	mixed := end
	for _, ev := range state.added {
		sub, _ := location.Below(w.region.Path, ev.Path)
		mixed = w.again(value.Mix(mixed, ev.Content(w.Evaluator, sub, state.at)), ev.Instr)
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
func (e *Evaluator) entry(r location.Region) value.Value {
	switch root := r.Root.(type) {
	case *ssa.Parameter:
		return value.Of(e.Parameter(root, r.Path, r.Storage, r.Name))
	case *ssa.FreeVar:
		return e.capturedContent(root, r)
	case *ssa.Global:
		if object, ok := root.Object().(*types.Var); ok && r.Path == "" {
			if row := e.Table.Var(object); row != nil {
				return value.Of(value.Origin{Kind: row.Source.Kind, Detail: row.Source.Detail, Name: r.Name, Pos: root.Pos()})
			}
		}
		return value.Of(value.Origin{Kind: cryptoapi.Unknown, Storage: ir.GlobalKey(root) + r.Path, Name: r.Name, Pos: root.Pos()})
	}
	return value.Unknown(r.Name, r.Root.Pos())
}

// initial returns what a root holds when it comes into being.
func (e *Evaluator) initial(r location.Region, at ssa.Instruction) value.Value {
	switch root := r.Root.(type) {
	case *ssa.Alloc, *ssa.MakeSlice, *ssa.MakeMap:
		return value.Of(value.Origin{Kind: cryptoapi.Zero, Name: r.Name, Pos: root.Pos()})
	}
	storage := e.StorageBelow(r.Root, r.Root.Type(), r.Path)
	if storage == "" {
		storage = r.Storage
	}
	if source := e.FieldSource(r.Root.Type(), storage, r.Path); source != nil {
		if source.Kind == cryptoapi.KeyNumber { // a function may have put a constant there
			if made := e.made(r.Root, r.Path, r.Name, at); made.Any(func(a value.Alternative) bool { return a.Has(cryptoapi.Constant) }) {
				return made
			}
		}
		return value.Of(value.Origin{Kind: source.Kind, Detail: source.Detail, Name: r.Name, Pos: r.Root.Pos()})
	}
	return e.made(r.Root, r.Path, r.Name, at)
}
