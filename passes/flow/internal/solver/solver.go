// Package solver answers questions that may lead back to themselves, and remembers the
// answers. It decides what an answer in a cycle is, and what happens when a question
// leads to too many others.
package solver

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memo"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// A Question is what the evaluator can be asked, and remembers the answer of:
//
//	value, path          what the value holds, for values that do not change
//	value, path, span, at what the memory of that root holds just before at
//	fn, index, path      what fn leaves behind its parameter index
//	fn, index            what fn returns as result -index
//	path                 what is stored under that storage key
type Question struct {
	Value ssa.Value
	Fn    *ssa.Function
	Index int
	Path  string
	Span  location.Span
	At    ssa.Instruction
}

// Answers holds what has been answered and what is being asked.
//
// Values go around loops and calls are recursive, so a question can lead back to
// itself. It is then answered with nothing, which is right for the question that
// began the cycle: what it finds elsewhere is all there is. A sum of numbers that
// leads back to itself is a counter. The answers on the way are not whole, and are
// remembered only until the question that began the cycle is answered.
type Answers struct {
	Whole       memo.Memo[Question, answer]
	active      map[Question]int // by depth
	provisional map[Question]provisional
	log         []Question               // the keys of provisional, in order
	Depth       int                      // of nested questions
	assumed     map[Question]value.Value // what summaries are taken to be while they are being found out
	grown       bool                     // one of those turned out to be more
	busy        int                      // histories, targets and fills that are being found out
	low         int                      // the outermost question that the current answer waits for, or settled
	steps       int                      // questions that are being answered or whose answers are not whole, since the outermost one
	height      int                      // of the highest answer that the current one stands on
	heights     map[Question]int         // of what is around a cycle that has been gone around
	room        int                      // for so many answers
	Sums        []int                    // depths of the questions for sums that are being answered
}

// An answer stands on other answers, and its height is how many of them stand on each
// other, where those around one cycle count as one. An answer that is too high is Unknown,
// whether those below it were known before or not: so it does not matter which questions
// came first.
type answer struct {
	value  value.Value
	height int
}

// before is the state before a question.
type before struct{ low, steps, height, logged int }

type provisional struct {
	answer
	low int
}

// summary reports whether a question is one for the summary of a function.
func (q Question) summary() bool { return q.Fn != nil && q.At == nil }

// Bounds of one question. Beyond them the answer is Unknown.
const (
	maxHeight = 200  // answers that stand on each other
	maxSteps  = 3000 // questions that are nested, or around one cycle

	maxAnswers = 50_000 // answers that are remembered, besides summaries

	maxSettles = 4 // rounds in which the summary of a recursive function is found
)

// settled is the value of low while an answer waits for nothing.
const settled = 1 << 30

func New() *Answers {
	return &Answers{
		Whole:       memo.New[Question, answer](),
		active:      make(map[Question]int),
		assumed:     make(map[Question]value.Value),
		provisional: make(map[Question]provisional),
		heights:     make(map[Question]int),
		low:         settled,
		room:        maxAnswers,
	}
}

// Half says that what is being answered stands on something that is itself still being
// found out, and is no question: a summary in a recursion. Only the outermost question
// remembers its answer then, unless it was asked to find that out.
func (a *Answers) Half() { a.low = 0 }

// Find runs what finds out something that questions stand on.
func (a *Answers) Find(run func()) {
	a.busy++
	defer func() { a.busy-- }()
	run()
}

// Idle reports whether nothing is being asked or found out: what is known now is whole.
func (a *Answers) Idle() bool { return a.Depth == 0 && a.busy == 0 }

// Settles runs find and reports whether what it found is whole: it waits for nothing
// that is still being answered.
func (a *Answers) Settles(find func()) bool {
	outer := a.low
	a.low = settled
	find()
	whole := a.low == settled
	a.low = min(a.low, outer)
	return whole
}

// Ask answers a question with what compute returns, unless it knows the answer.
// The name and position are those of what stays unknown when a bound is reached.
func (a *Answers) Ask(q Question, name string, pos token.Pos, compute func() value.Value) value.Value {
	if known, ok := a.Whole.Get(q); ok {
		a.height = max(a.height, known.height)
		return known.value
	}
	if depth, ok := a.active[q]; ok {
		a.low = min(a.low, depth)
		if len(a.Sums) > 0 && a.Sums[len(a.Sums)-1] >= depth && q.Fn == nil {
			return value.Of(value.Origin{Source: &value.Source{Kind: cryptoapi.Counter, Name: name, Pos: pos}})
		}
		if !q.summary() {
			return nil
		}
		if _, asked := a.assumed[q]; !asked {
			a.assumed[q] = nil
		}
		return a.assumed[q]
	}
	if p, ok := a.provisional[q]; ok {
		a.low, a.height = min(a.low, p.low), max(a.height, p.height)
		return p.value
	}
	if a.Depth == 0 {
		a.steps = 0
	}
	if a.Idle() {
		a.forget(0)
		a.trim()
	}
	a.steps++
	if a.steps > maxSteps {
		a.low, a.height = 0, maxHeight
		return value.Unknown(name, pos)
	}

	a.Depth++
	a.active[q] = a.Depth
	outer := before{low: a.low, steps: a.steps, height: a.height, logged: len(a.log)}
	a.height = 0
	v := a.settle(q, outer.logged, compute)
	delete(a.active, q)
	if _, known := a.heights[q]; a.height >= maxHeight && !known {
		v = value.Unknown(name, pos)
	}
	a.keep(q, v, outer)
	a.low, a.height = min(a.low, outer.low), max(a.height, outer.height)
	a.Depth--
	if a.Depth == 0 {
		a.low = settled
		clear(a.assumed)
	}
	return v
}

// keep remembers an answer: for good if it is whole, which makes up for the questions that
// led to it.
func (a *Answers) keep(q Question, v value.Value, outer before) {
	if a.low < a.Depth && (a.Depth > 1 || a.busy > 0) {
		a.provisional[q] = provisional{answer{v, a.height}, a.low}
		a.log = append(a.log, q)
		return
	}
	if height, ok := a.heights[q]; ok {
		a.height = height // the others around its cycle are known by now
	} else {
		a.height = min(a.height+1, maxHeight)
	}
	for _, other := range a.log[outer.logged:] {
		a.heights[other] = a.height
	}
	a.Whole.Set(q, answer{v, a.height})
	a.forget(outer.logged)
	a.low, a.steps = settled, outer.steps
}

// settle computes an answer. The summary of a function that needs itself is computed
// again with what was found, until that is all.
func (a *Answers) settle(q Question, logged int, compute func() value.Value) value.Value {
	outer := a.grown
	for round := 1; ; round++ {
		a.low, a.grown = settled, false
		v := compute()
		if assumed, asked := a.assumed[q]; asked && !value.Same(assumed, v) {
			a.assumed[q], a.grown = v, true
		}
		if !a.grown || !q.summary() || a.low != a.Depth || round == maxSettles {
			a.grown = outer || (a.grown && a.low < a.Depth)
			return v
		}
		a.forget(logged)
	}
}

// trim forgets answers before they fill the memory: all but summaries, on which many others
// stand, and those around a cycle, which depend on where it was entered. The others are found
// out again where they are needed. Where functions call each other in turn, an answer can then
// have an alternative less; what is forgotten, and when, is the same in each run.
func (a *Answers) trim() {
	if a.Whole.Len() > a.room {
		a.Whole.Keep(func(q Question) bool {
			_, cyclic := a.heights[q]
			return cyclic || q.summary()
		})
		a.room = a.Whole.Len() + maxAnswers
	}
}

// forget drops the provisional answers from that place in the log on.
func (a *Answers) forget(from int) {
	for _, q := range a.log[from:] {
		delete(a.provisional, q)
	}
	a.log = a.log[:from]
}
