// Package memory says what memory holds at one moment: it finds the instructions that change it,
// and goes back from there to the last ones that did. What they put there it asks of values.
package memory

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/callee"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memo"
	"github.com/cryptolint/cryptolint/passes/flow/internal/order"
	"github.com/cryptolint/cryptolint/passes/flow/internal/origin"
	"github.com/cryptolint/cryptolint/passes/flow/internal/solver"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Values answers what memory asks about values.
type Values interface {
	// Origins returns where a value, or a field of it, comes from, as it is just before at.
	Origins(v ssa.Value, path string, at ssa.Instruction) value.Value
	// Targets returns the functions that a call may run.
	Targets(call ssa.CallInstruction) []*callee.Target
	// Fills returns what a target writes behind its parameters, and whether that is known.
	Fills(t *callee.Target) ([]fact.Fill, bool)
	// KnowFills finds the fills of a function that is in a ring, and reports whether it is.
	KnowFills(fn *ssa.Function) bool
	// LeftBy returns what a call of a target leaves below what it fills.
	LeftBy(t *callee.Target, f fact.Fill, call ssa.CallInstruction, sub string) value.Value
	// LeftByClosure returns what a captured variable holds after its closure has run.
	LeftByClosure(free *ssa.FreeVar, path string, at ssa.Instruction) value.Value
	// Source returns what a row of the table says that a value is.
	Source(s cryptoapi.Source, t *callee.Target, call ssa.CallInstruction) value.Value
	// Entry returns what a region holds when its function is entered.
	Entry(r location.Region) value.Value
	// Initial returns what a region holds when its root comes into being.
	Initial(r location.Region, at ssa.Instruction) value.Value
}

// Memory tells what the memory of one package holds. It is not safe for concurrent use.
type Memory struct {
	*location.PointsTo
	*origin.Known
	*solver.Answers

	values    Values
	histories memo.Memo[location.HistoryKey, *History]
	orders    memo.Memo[*ssa.Function, *order.Function]

	finding   map[location.HistoryKey]bool // histories that are being found out
	capturing map[*ssa.Function]bool       // closures whose effects are

	rooms [][]walkState // of walks that have ended

	outer *Memory       // what is asked about all functions but one; nil in most
	inner *ssa.Function // that one, with its closures
}

// New returns the memory of a program, which asks callees about functions and values about
// what is put there.
func New(p *ir.Program, callees location.Callees, values Values) *Memory {
	return &Memory{
		PointsTo: location.New(p, callees), Known: origin.New(p), Answers: solver.New(), values: values,
		histories: memo.New[location.HistoryKey, *History](), orders: memo.New[*ssa.Function, *order.Function](),
		finding: make(map[location.HistoryKey]bool), capturing: make(map[*ssa.Function]bool),
	}
}

// Fork returns a memory for the questions of one rule.
func (m *Memory) Fork(callees location.Callees, values Values) *Memory {
	forked := &Memory{
		PointsTo: m.PointsTo.Fork(callees), Known: m.Known, Answers: solver.New(), values: values,
		histories: m.histories.Fork(), orders: m.orders.Fork(),
		finding: make(map[location.HistoryKey]bool), capturing: make(map[*ssa.Function]bool),
	}
	forked.Whole = m.Whole.Fork()
	return forked
}

// Within returns a memory for questions about one function, and the closures in it, for
// which more is known of values. About others it asks this one, so that what it finds out
// there serves all questions.
func (m *Memory) Within(fn *ssa.Function, values Values) *Memory {
	return &Memory{
		PointsTo: m.PointsTo, Known: m.Known, Answers: solver.New(), values: values,
		histories: memo.New[location.HistoryKey, *History](), orders: m.orders,
		finding: make(map[location.HistoryKey]bool), capturing: make(map[*ssa.Function]bool),
		outer: m, inner: fn,
	}
}

// Beyond returns the memory to ask about a function, or nil if that is this one.
func (m *Memory) Beyond(fn *ssa.Function) *Memory {
	if m.outer == nil || fn == nil {
		return nil
	}
	for ; fn != nil; fn = fn.Parent() {
		if fn == m.inner {
			return nil
		}
	}
	return m.outer
}

// Trial begins to remember what is found out from now on. The function that it returns
// ends that, and forgets it if it was in vain.
func (m *Memory) Trial() (end func(vain bool)) {
	histories, whole := m.histories.Trial(), m.Whole.Trial()
	return func(vain bool) {
		histories(vain)
		whole(vain)
	}
}

// Finding reports whether a history is being found out.
func (m *Memory) Finding() bool { return len(m.finding) > 0 }

// Order returns the order of a function's instructions.
func (m *Memory) Order(fn *ssa.Function) *order.Function {
	o, ok := m.orders.Get(fn)
	if !ok {
		o = order.New(fn)
		m.orders.Set(fn, o)
	}
	return o
}

// InLoop reports whether an instruction is in a loop of its function.
func (m *Memory) InLoop(instr ssa.Instruction) bool {
	return m.Order(instr.Parent()).InnermostLoop(instr.Block()) != nil
}
