package memory

import (
	"go/constant"
	"go/token"
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

// usualWalk is how many places most walks have before them at one time, at the most.
const usualWalk = 16

// Content returns what the memory of a region holds just before the instruction.
//
// It walks backwards from there. A write that covers the region ends the walk
// on that path: what was there before is gone. A partial write is remembered and
// mixed with what is found further back. The function's entry gives the initial
// content.
func (m *Memory) Content(r location.Region, at ssa.Instruction) value.Value {
	if outer := m.Beyond(at.Parent()); outer != nil {
		return outer.Content(r, at)
	}
	q := solver.Question{Value: r.Root, Path: r.Path, Span: r.Span, At: at, Fn: at.Parent()}
	return m.Ask(q, r.Name, at.Pos(), func() value.Value {
		w := &walk{Memory: m, region: r, at: at, history: m.HistoryOf(r.Root, at.Parent())}
		if w.history.Lost {
			return w.unknown()
		}
		w.work = append(m.room(), walkState{block: at.Block(), upto: m.Order(at.Parent()).Index(at), at: at})
		return w.run()
	})
}

// EverLeft returns what the memory of a region, which an instruction makes, holds where
// the function returns and has not failed. It is one walk from all returns, because some
// functions have hundreds: a way that leads to many of them is taken for the first.
func (m *Memory) EverLeft(r location.Region, maker ssa.Instruction) value.Value {
	fn := maker.Parent()
	if outer := m.Beyond(fn); outer != nil {
		return outer.EverLeft(r, maker)
	}
	q := solver.Question{Value: r.Root, Path: r.Path, Span: r.Span, Fn: fn, Index: atReturn}
	return m.Ask(q, r.Name, maker.Pos(), func() value.Value {
		w := &walk{Memory: m, region: r, at: maker, history: m.HistoryOf(r.Root, fn)}
		if w.history.Lost {
			return w.unknown()
		}
		w.work = m.room()
		for ret := range ir.Returns(fn) {
			if !ir.Fails(ret) {
				w.work = append(w.work, walkState{block: ret.Block(), upto: len(ret.Block().Instrs), at: ret})
			}
		}
		return w.run()
	})
}

// atReturn stands for the number of a result in the question of EverLeft.
const atReturn = -1

// walk is one backward walk.
type walk struct {
	*Memory
	region  location.Region
	at      ssa.Instruction
	history *History
	visited map[string]blocks // by the key of what was seen on the way
	looked  int               // events
	work    []walkState       // from next on
	next    int
	result  value.Value
}

// walkState is a place that the walk has reached, and what it saw on the way.
type walkState struct {
	block *ssa.BasicBlock
	upto  int             // instructions before this index are still to be seen
	at    ssa.Instruction // where the walk began
	added []*Event
	key   string          // identifies added, later and again
	after *ssa.BasicBlock // the block that the walk comes from, which runs after this one
	later bool            // a closure that fills the region is handed to what runs it
	again bool            // a hash starts again
	early bool            // a decoder runs later: only defaults are still there by then
}

// blocks is a set of the blocks of a function, each with whether the walk came from behind
// the loop that the block is in.
type blocks []uint64

// newBlocks returns a set for a function with that many blocks.
func newBlocks(count int) blocks { return make(blocks, (2*count+63)/64) }

// enter adds a block and reports whether it was not there.
func (s blocks) enter(block *ssa.BasicBlock, left bool) bool {
	i := 2 * block.Index
	if left {
		i++
	}
	word, bit := &s[i/64], uint64(1)<<(i%64)
	entered := *word&bit == 0
	*word |= bit
	return entered
}

// passed returns the blocks that the walk has been to with what the key stands for.
func (w *walk) passed(key string) blocks {
	s := w.visited[key]
	if s == nil {
		s = newBlocks(len(w.at.Parent().Blocks))
		if w.visited == nil {
			w.visited = make(map[string]blocks)
		}
		w.visited[key] = s
	}
	return s
}

// push adds a place to go on from. It takes the room of those that the walk has left.
func (w *walk) push(state walkState) {
	if len(w.work) == cap(w.work) && w.next > 0 {
		w.work = w.work[:copy(w.work, w.work[w.next:])]
		w.next = 0
	}
	w.work = append(w.work, state)
}

// room returns room for the places of a walk: that of one that has ended.
func (m *Memory) room() []walkState {
	last := len(m.rooms) - 1
	if last < 0 {
		return make([]walkState, 0, usualWalk)
	}
	room := m.rooms[last]
	m.rooms = m.rooms[:last]
	return room
}

// leaveRoom ends the walk and leaves its room to others.
func (w *walk) leaveRoom() {
	clear(w.work)
	w.rooms = append(w.rooms, w.work[:0])
	w.work = nil
}

// unknown is what the region holds where the walk looks no further.
func (w *walk) unknown() value.Value { return value.Unknown(w.region.Name, w.at.Pos()) }

func (w *walk) run() value.Value {
	defer w.leaveRoom()
	for steps := 0; w.next < len(w.work) && !value.Full(w.result); steps++ {
		if steps > maxWalk || w.looked > maxEvents {
			return value.Join(w.result, w.unknown())
		}
		state := w.work[w.next]
		w.next++
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
			w.found(state, w.values.Entry(w.region))
		}
		return
	}
	passed := w.passed(state.key)
	for _, before := range w.predecessors(state) {
		if passed.enter(before, w.leftLoop(before, state.block)) {
			next := state
			next.block, next.upto, next.after = before, len(before.Instrs), state.block
			w.push(next)
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
		w.found(*state, ev.Content(w.Memory, w.region.Path, state.at))
		return true
	}
	if sub, ok := location.Below(w.region.Path, ev.Path); ok {
		if sub == "" && ev.Span.Disjoint(w.region.Span) {
			return false
		}
		exact := strings.HasPrefix(w.region.Path, ev.Path) // not perhaps another key of a map
		covers := sub != "" || ev.Span.Covers(w.region.Span)
		switch {
		case sub == location.AnyElement && ev.Kind != Empties && !ev.Span.Covers(location.Whole):
			w.found(*state, ev.Content(w.Memory, "", state.at).Then(value.Step{Kind: value.Listed, Pos: ev.Instr.Pos(), Text: "listed here"}))
			return false
		case ev.Kind == Empties:
			w.found(*state, nil)
			return true
		case ev.Kind == Restarts:
			state.again, state.key = true, "again "+state.key
			return false
		case ev.Kind == RunsLater:
			w.found(*state, ev.Content(w.Memory, sub, state.at))
			state.later, state.key = true, "later "+state.key
			return false
		case ev.Kind == Overwrites && covers && exact:
			w.found(*state, ev.Content(w.Memory, sub, state.at))
			return true
		case ev.Kind == Decodes && covers && exact:
			w.found(*state, operation.DecodedPart(ev.Content(w.Memory, sub, state.at), sub))
			state.early, state.key = true, strings.TrimSuffix(state.key, " early")+" early"
			return false
		case ev.Kind == MayWrite, (ev.Kind == Overwrites || ev.Kind == Decodes) && !exact:
			w.found(*state, ev.Content(w.Memory, sub, state.at))
			return false
		}
	} else if _, inside := location.Below(ev.Path, w.region.Path); !inside {
		return false
	}
	if ev.Kind == Empties || ev.Kind == Restarts || state.again {
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
		mixed = w.Again(value.Mix(mixed, ev.Content(w.Memory, sub, state.at)), ev.Instr)
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

// AtReturns returns what a region holds when the function returns and has done what it does. Each return is a walk of its
// own, so that nothing is left out of a summary: EverLeft is for those who ask about many
// objects, and can do with less.
func (m *Memory) AtReturns(fn *ssa.Function, r location.Region) value.Value {
	var result value.Value
	for _, block := range fn.Blocks {
		if block == fn.Recover {
			continue // a panic has cut it short
		}
		if ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return); ok && !ir.Fails(ret) && !ir.Declines(ret) {
			result = value.Join(result, m.Content(r, ret))
		}
	}
	return result
}
