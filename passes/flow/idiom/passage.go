package idiom

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/callee"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memory"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// A Passage is the memory through which data reach a call that is repeated, or
// leave it: the operand itself, what is copied there before, and where it is
// copied after.
type Passage struct {
	Motion Motion
	Name   string // what the program calls the memory, or ""
	memory []location.Region
}

// Input tells how the data go on that the operand of a sink holds: because the
// operand does, or because the next part is copied or read there in each round.
func (e *Matcher) Input(r *Rounds, s *uses.Sink) Passage {
	e.mu.Lock()
	defer e.mu.Unlock()
	if s.Operand == nil {
		return Passage{}
	}
	memory := e.Regions(s.Operand)
	if !seen(memory) {
		return Passage{}
	}
	p := Passage{Motion: r.motion(s.Operand), Name: memory[0].Name, memory: memory}
	switch {
	case p.Motion == Moving: // over the message, or over a longer copy of it
	case !oneObject(memory):
		return Passage{}
	case p.Motion == Still && r.loop != nil:
		p.feed(r, memory[0])
	case p.Motion == Element && e.cutUp(memory[0].Root):
		p.Motion = Moving
	}
	return p
}

// cutUp reports whether a slice of slices is what a function made of one message.
func (e *Matcher) cutUp(parts ssa.Value) bool {
	call, ok := parts.(*ssa.Call)
	if !ok {
		return false
	}
	for _, t := range e.Targets(call) {
		results := e.Results(t)
		if t.RowTells(0) || len(results) == 0 {
			return false
		}
		message := uses.PassedOperand(t, results[0])
		if message == nil || !(ir.IsBytes(message.Type()) || ir.IsString(message.Type())) {
			return false
		}
	}
	return len(e.Targets(call)) > 0
}

// Output tells how the data go on that the call leaves behind an operand: because
// the operand does, or because they are appended, copied or written somewhere in
// each round.
func (e *Matcher) Output(r *Rounds, operand ssa.Value) Passage {
	e.mu.Lock()
	defer e.mu.Unlock()
	memory := e.Regions(operand)
	if len(memory) == 0 {
		return Passage{}
	}
	p := Passage{Motion: r.motion(operand), Name: memory[0].Name, memory: memory}
	if p.Motion != Moving && p.kept(r) {
		p.Motion = Moving
	}
	return p
}

// MixedInto reports whether something is mixed into the data on their way in.
// What the call of the sink does itself is not counted.
func (e *Matcher) MixedInto(s *uses.Sink, p Passage) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.mixedAround(s.Instr, p.memory, maxMixHops, func(m mix, memory []location.Region) bool {
		return overlaps(m.into, memory)
	})
}

// MixedAfter reports whether the data are mixed with something on their way out.
// What the call of the sink does itself is not counted.
func (e *Matcher) MixedAfter(s *uses.Sink, p Passage) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.mixedAround(s.Instr, p.memory, maxMixHops, func(m mix, memory []location.Region) bool {
		return m.lost || overlaps(m.from, memory) || overlaps(m.into, memory)
	})
}

// seen reports whether it is known of which objects all regions are.
func seen(regions []location.Region) bool {
	return len(regions) > 0 && !slices.ContainsFunc(regions, func(r location.Region) bool { return r.Root == nil })
}

// oneObject reports whether all regions are of one object.
func oneObject(regions []location.Region) bool {
	return !slices.ContainsFunc(regions, func(r location.Region) bool { return r.Root != regions[0].Root || r.Path != regions[0].Path })
}

// feed walks back from the call to what filled its operand in the same round.
// The passage stays still unless every way through the round fills it with the
// next part of something else.
func (p *Passage) feed(r *Rounds, operand location.Region) {
	w := &feeding{Rounds: r, operand: operand, history: r.matcher.HistoryOf(operand.Root, r.fn)}
	fed := w.walk()
	if !fed || len(w.sources) == 0 {
		return
	}
	p.Motion = Moving
	p.memory = append(slices.Clone(p.memory), w.sources...)
	if p.Name == "" {
		p.Name = w.sources[0].Name
	}
}

// feeding is one walk back.
type feeding struct {
	*Rounds
	operand location.Region
	history *memory.History
	sources []location.Region
}

func (w *feeding) walk() bool {
	order := w.matcher.Order(w.fn)
	type place struct {
		block *ssa.BasicBlock
		upto  int
	}
	work := []place{{w.at.Block(), order.Index(w.at)}}
	seen := make(map[*ssa.BasicBlock]bool)
	for len(work) > 0 {
		at := work[0]
		work = work[1:]
		ends, ok := w.block(at.block, at.upto, order.Index)
		if !ok {
			return false
		}
		if ends {
			continue
		}
		if at.block == w.loop.Header {
			return false // the round begins with what the last one left
		}
		for _, before := range at.block.Preds {
			if !seen[before] {
				seen[before] = true
				work = append(work, place{before, len(before.Instrs)})
			}
		}
	}
	return true
}

// block looks at the events of one block, last first. It reports whether the
// operand is all new after one of them, and whether all of them only copy.
func (w *feeding) block(block *ssa.BasicBlock, upto int, index func(ssa.Instruction) int) (ends, ok bool) {
	for _, ev := range slices.Backward(w.history.ByBlock[block]) {
		if index(ev.Instr) >= upto || ev.Path != w.operand.Path || ev.Span.Disjoint(w.operand.Span) {
			continue
		}
		ends, ok := w.event(ev)
		if ends || !ok {
			return ends, ok
		}
	}
	return false, true
}

func (w *feeding) event(ev *memory.Event) (ends, ok bool) {
	switch instr := ev.Instr.(type) {
	case *ssa.Store:
		return w.store(ev, instr)
	case ssa.CallInstruction:
		return w.call(ev, instr)
	}
	return ev.Kind == memory.Defines, ev.Kind == memory.Defines
}

// store takes a copy of one element after the other, in a loop of its own or in
// none, for a copy of all of them.
func (w *feeding) store(ev *memory.Event, store *ssa.Store) (ends, ok bool) {
	load, isLoad := store.Val.(*ssa.UnOp)
	if !isLoad {
		_, constant := store.Val.(*ssa.Const)
		return false, constant
	}
	address, isElement := load.X.(*ssa.IndexAddr)
	if !isElement || !(w.Varies(address.Index) || w.motion(address.X) == Moving) {
		return false, false
	}
	w.sources = append(w.sources, w.matcher.Regions(address.X)...)
	inner := w.matcher.Order(w.fn).InnermostLoop(store.Block())
	return inner != nil && inner != w.loop, true
}

func (w *feeding) call(ev *memory.Event, call ssa.CallInstruction) (ends, ok bool) {
	covers := ev.Span.Covers(w.operand.Span) || (ev.Span.Low == 0 && ev.Span.High < 0)
	args := call.Common().Args
	if builtin, isBuiltin := call.Common().Value.(*ssa.Builtin); isBuiltin {
		switch {
		case builtin.Name() == "clear":
			return false, true
		case builtin.Name() == "copy" && w.motion(args[1]) == Moving:
			w.sources = append(w.sources, w.matcher.Regions(args[1])...)
			return covers, true
		}
		return false, false
	}
	if w.reads(call) {
		w.sources = append(w.sources, location.Region{})
		return covers, true
	}
	return false, false
}

// reads reports whether a call reads the next part of a stream into memory.
func (w *feeding) reads(call ssa.CallInstruction) bool {
	for _, t := range w.matcher.Targets(call) {
		if t.Row == nil || len(t.Row.Fills) == 0 {
			return false
		}
		for _, argument := range callee.Arguments(t.Row.Fills) {
			source := t.Row.Fills[argument]
			if source.Kind != cryptoapi.Unknown || len(source.From) != 1 || len(source.Of) > 0 {
				return false
			}
			if from := t.Operand(source.From[0]); from == nil || !ir.Readable(from.Type()) {
				return false
			}
		}
	}
	return len(w.matcher.Targets(call)) > 0
}

// kept looks for what puts the output of a round behind that of the round before.
// What it is put into becomes part of the passage.
func (p *Passage) kept(r *Rounds) bool {
	kept := false
	for _, block := range r.fn.Blocks {
		for _, instr := range block.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok || !r.in(instr) || call == r.at {
				continue
			}
			if target, ok := p.keeps(r, call); ok {
				kept = true
				p.memory = append(slices.Clone(p.memory), target...)
			}
		}
	}
	return kept
}

func (p *Passage) keeps(r *Rounds, call ssa.CallInstruction) ([]location.Region, bool) {
	args := call.Common().Args
	if builtin, ok := call.Common().Value.(*ssa.Builtin); ok {
		switch {
		case builtin.Name() == "append" && len(args) == 2 && p.holds(r, args[1]):
			return r.matcher.Regions(call.Value()), !ir.IsNil(args[0])
		case builtin.Name() == "copy" && p.holds(r, args[1]) && !p.holds(r, args[0]):
			return r.matcher.Regions(args[0]), true
		}
		return nil, false
	}
	for _, t := range r.matcher.Targets(call) {
		if t.Row == nil {
			continue
		}
		for _, into := range callee.Arguments(t.Row.Appends) {
			for _, argument := range t.Row.Appends[into].From {
				if operand := t.Operand(argument); operand != nil && p.holds(r, operand) {
					return nil, !r.Varies(t.Receiver)
				}
			}
		}
	}
	return nil, false
}

// holds reports whether a value refers to the memory of the passage.
func (p *Passage) holds(r *Rounds, v ssa.Value) bool {
	if convert, ok := v.(*ssa.Convert); ok {
		v = convert.X // string(block)
	}
	return ir.IsReference(v.Type()) && overlaps(r.matcher.Regions(v), p.memory)
}

// Operand is the passage of an operand that is used once.
func (e *Matcher) Operand(s *uses.Sink) Passage {
	e.mu.Lock()
	defer e.mu.Unlock()
	if s.Operand == nil {
		return Passage{}
	}
	memory := e.Regions(s.Operand)
	if len(memory) == 0 {
		return Passage{}
	}
	return Passage{Name: memory[0].Name, memory: memory}
}
