package memory

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// An Event is an instruction that changes memory: what it changes, and to what.
type Event struct {
	Instr ssa.Instruction
	index int // of instr in its block
	Path  string
	Span  location.Span
	Kind  Kind
	// Content is what the memory holds afterwards. Sub is the path of the fields
	// below the event's own that are asked for, at the place where they are used.
	Content func(m *Memory, sub string, at ssa.Instruction) value.Value
}

// Kind is how an event changes what is there.
type Kind uint8

// The kinds of events.
const (
	Overwrites Kind = iota // all of the event's path and span
	Adds                   // to what is there: appended to a buffer, escaped to code that cannot be seen
	MayWrite               // on some path, or at some time
	RunsLater              // some time after: what nobody has filled by then is filled
	Empties                // nothing is there afterwards
	Restarts               // the state of a hash is there afterwards, and nothing that was written to it
	Defines                // the memory comes into being
	Decodes                // all that comes in; a field that does not come keeps what it was set to
)

// Writes reports whether something is in the memory afterwards that was not before.
func (ev *Event) Writes() bool {
	return ev.Kind != Defines && ev.Kind != Empties && ev.Kind != Restarts
}

// History is all events on the memory of one root in one function.
type History struct {
	root    ssa.Value
	ByBlock map[*ssa.BasicBlock][]*Event // in instruction order
	Ordered []*Event                     // all of them, in block order
	Lost    bool                         // there are more aliases than are followed: some events are missing
}

// HistoryOf returns the events on the memory of root in fn.
func (m *Memory) HistoryOf(root ssa.Value, fn *ssa.Function) *History {
	if outer := m.Beyond(fn); outer != nil {
		return outer.HistoryOf(root, fn)
	}
	key := location.HistoryKey{Root: root, Fn: fn}
	if h, ok := m.histories.Get(key); ok {
		if m.finding[key] {
			m.Half()
		}
		return h
	}
	m.values.KnowFills(fn)
	h := &History{root: root, ByBlock: make(map[*ssa.BasicBlock][]*Event)}
	m.histories.Set(key, h)
	m.finding[key] = true
	defer delete(m.finding, key)
	m.Find(func() { m.collect(h, root, fn) })
	return h
}

// collect finds the events of a history.
func (m *Memory) collect(h *History, root ssa.Value, fn *ssa.Function) {
	c := &collector{Memory: m, history: h, fn: fn}
	if global, ok := root.(*ssa.Global); ok {
		for _, use := range m.Globals[global] {
			if use.Fn == fn {
				c.use(location.View{Value: global, Path: "", Span: location.Whole}, use.Instr)
			}
		}
	}
	c.follow(location.View{Value: root, Path: "", Span: location.Whole})
	if instr, ok := root.(ssa.Instruction); ok {
		c.add(&Event{Instr: instr, Kind: Defines, Span: location.Whole, Content: func(m *Memory, sub string, at ssa.Instruction) value.Value {
			return m.values.Initial(location.Region{Root: root, Path: sub, Span: location.Whole, Name: m.LocalNames[root]}, at)
		}})
	}
	for _, block := range fn.Blocks {
		events := h.ByBlock[block]
		slices.SortStableFunc(events, func(a, b *Event) int { return a.index - b.index })
		h.Ordered = append(h.Ordered, events...)
	}
}
