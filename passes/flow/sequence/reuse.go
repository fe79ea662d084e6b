// Package sequence answers questions about the order of events on one object or value:
// is this nonce used again under the same key, before anything writes to it?
package sequence

import (
	"go/token"
	"slices"
	"sync"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/internal/callee"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// A Tracker follows objects through the order of events on them. Each rule has one of
// its own, which is safe for concurrent use.
type Tracker struct {
	*uses.Finder
	mu   sync.Locker
	once []ssa.Value // what is handed to sync.Once; nil until somebody asks
}

// New returns a tracker for the package of a graph.
func New(g *flow.Graph) *Tracker {
	e, mu := g.Engine()
	return &Tracker{Finder: e, mu: mu}
}

// A Reuse says how a nonce comes to be used for more than one message.
type Reuse struct {
	How   ReuseKind
	First *uses.Sink // Twice: the use before
	Name  string     // what the program calls the nonce
	Owner string     // KeptInField: the type that has the field
}

// ReuseKind tells in what way a nonce is used again.
type ReuseKind uint8

// The ways in which a nonce is used again.
const (
	UsedTwice      ReuseKind = iota // by another use in the same function
	UsedInLoop                      // by the same use, the next time around
	KeptInField                     // by the next call of the method
	KeptInVariable                  // by the next call of the function
	KeptInClosure                   // by the next call of the closure
	NotMoved                        // by the next call of the method, or the last of another that moves it on
)

// Reuse tells whether what a sink uses as a nonce is used again under the same key
// before anything writes to it. It is nil if that is not so, or not known.
//
// The walk goes backwards from the use. It ends where the nonce, or the key, comes
// about: where the memory was last written to. Copies are followed to what was copied.
// Another use that is met before that sees the same nonce.
func (e *Tracker) Reuse(s *uses.Sink) *Reuse {
	e.mu.Lock()
	defer e.mu.Unlock()
	use := e.nonceUse(s)
	if use == nil {
		return nil
	}
	if reuse := e.usedAgain(use); reuse != nil {
		reuse.Name = use.name
		return reuse
	}
	if reuse := e.kept(use); reuse != nil {
		return reuse
	}
	return nil
}

// nonceUse is a use of a nonce with what it needs to be compared with another.
type nonceUse struct {
	sink       *uses.Sink
	name       string
	nonce, key lineage
}

// nonceUse returns nil where several values, or none, are the nonce.
func (e *Tracker) nonceUse(s *uses.Sink) *nonceUse {
	if s.Stored != "" || s.Call == nil || s.Operand == nil {
		return nil
	}
	if s.Use != nil && !passedWhole(s.Use) {
		return nil // the callee takes it from a field: it is told there
	}
	key := e.keyOperand(s)
	if key == nil {
		return nil
	}
	use := &nonceUse{sink: s, name: e.nameOf(s.Operand)}
	use.nonce = e.lineageOf(s.Operand, s.Instr)
	use.key = e.lineageOf(key, s.Instr)
	if use.nonce.lost || use.key.lost {
		return nil
	}
	return use
}

// passedWhole reports whether a function uses one of its parameters, not a field of it.
func passedWhole(u *fact.Use) bool {
	origins := u.Value.Origins()
	return len(origins) == 1 && origins[0].Open() && origins[0].Path == ""
}

// keyOperand returns the key that goes with a nonce, or the object that holds it.
func (e *Tracker) keyOperand(s *uses.Sink) ssa.Value {
	if s.Use != nil {
		return keyPassed(s)
	}
	for _, argument := range callee.Arguments(s.Target.Row.Args) {
		role := s.Target.Row.Args[argument]
		if role == cryptoapi.AsKey || role == cryptoapi.AsKeyed {
			return s.Target.Operand(argument)
		}
	}
	return nil
}

// keyPassed returns the operand of a call of which the callee makes its key.
func keyPassed(s *uses.Sink) ssa.Value {
	operands := s.Target.Operands()
	var open value.Alternative
	for _, o := range s.Use.Key.Origins() {
		open = append(open, openParts(o)...)
	}
	if len(open) == 0 || open[0].Param > len(operands) {
		return nil
	}
	for _, o := range open {
		if o.Param != open[0].Param {
			return nil
		}
	}
	return operands[open[0].Param-1]
}

// openParts returns what callers pass among an origin and what it was made of.
func openParts(o *value.Origin) value.Alternative {
	if o.Open() {
		return value.Alternative{o}
	}
	var open value.Alternative
	for _, part := range o.Of {
		open = append(open, openParts(part)...)
	}
	return open
}

// nameOf returns what the program calls the memory that a value refers to, or "".
func (e *Tracker) nameOf(v ssa.Value) string {
	for _, r := range e.Regions(v) {
		if r.Name != "" {
			return r.Name
		}
		if variable, ok := r.Root.(*ssa.Alloc); ok && declared(variable) {
			return variable.Comment
		}
	}
	return e.LocalNames[v]
}

// declared reports whether memory is that of a variable: SSA comments other memory with
// the expression that makes it.
func declared(memory *ssa.Alloc) bool {
	switch memory.Comment {
	case "complit", "makeslice", "slicelit", "varargs", "new", "defer$stack":
		return false
	}
	return token.IsIdentifier(memory.Comment)
}

// usedAgain walks backwards from a use to the same or another use of the nonce.
func (e *Tracker) usedAgain(use *nonceUse) *Reuse {
	if use.nonce.global() && !e.setOnce(use.nonce.entries[0]) {
		return nil
	}
	stops := append(slices.Clone(use.nonce.births), use.key.births...)
	for _, first := range e.usesBefore(use.sink, stops) {
		if first.Instr == use.sink.Instr {
			if e.changesText(use.sink, stops) {
				return &Reuse{How: UsedInLoop}
			}
			continue
		}
		other := e.nonceUse(first)
		if other == nil || !other.nonce.same(use.nonce) || !other.key.same(use.key) || e.sameMessage(first, use.sink) {
			continue
		}
		if use.sink.Role == cryptoapi.AsStreamNonce && !e.separateStreams(first, use.sink) {
			continue
		}
		return &Reuse{How: UsedTwice, First: first}
	}
	return nil
}

// usesBefore returns the uses of nonces that are reached backwards from a use, around
// loops, before one of the instructions that stop the walk. The nearest come first.
func (e *Tracker) usesBefore(s *uses.Sink, stops []ssa.Instruction) []*uses.Sink {
	at := make(map[ssa.Instruction]*uses.Sink)
	for _, other := range e.Sinks(s.Func()) {
		if (other.Role == cryptoapi.AsNonce || other.Role == cryptoapi.AsStreamNonce) && other.Stored == "" {
			at[other.Instr] = other
		}
	}
	var found []*uses.Sink
	e.backwards(s.Instr, func(instr ssa.Instruction) bool {
		if slices.Contains(stops, instr) {
			return true
		}
		if other := at[instr]; other != nil {
			found = append(found, other)
			return instr == s.Instr
		}
		return false
	})
	return found
}

// backwards visits the instructions that may run before one, last first. It goes no
// further on a path where visit returns true.
func (e *Tracker) backwards(from ssa.Instruction, visit func(ssa.Instruction) bool) {
	type place struct {
		block *ssa.BasicBlock
		upto  int
	}
	seen := make(map[*ssa.BasicBlock]bool)
	work := []place{{from.Block(), e.Order(from.Parent()).Index(from)}}
	for len(work) > 0 {
		at := work[0]
		work = work[1:]
		stopped := false
		for i := at.upto - 1; i >= 0 && !stopped; i-- {
			stopped = visit(at.block.Instrs[i])
		}
		if stopped {
			continue
		}
		for _, before := range at.block.Preds {
			if !seen[before] {
				seen[before] = true
				work = append(work, place{before, len(before.Instrs)})
			}
		}
	}
}

// changesText reports whether a use around a loop encrypts something else each time:
// to send the same message again is no reuse.
func (e *Tracker) changesText(s *uses.Sink, stops []ssa.Instruction) bool {
	texts := uses.TextOf(s)
	if len(texts) == 0 {
		return true
	}
	for _, text := range texts {
		line := e.lineageOf(text, s.Instr)
		if line.lost {
			return true
		}
		stops = append(slices.Clone(stops), line.births...)
	}
	for _, again := range e.usesBefore(s, stops) {
		if again.Instr == s.Instr {
			return false
		}
	}
	return true
}

// sameMessage reports whether two uses encrypt the same text.
func (e *Tracker) sameMessage(a, b *uses.Sink) bool {
	first, second := uses.TextOf(a), uses.TextOf(b)
	if len(first) == 0 || len(first) != len(second) {
		return false
	}
	for i := range first {
		x, y := e.lineageOf(first[i], a.Instr), e.lineageOf(second[i], b.Instr)
		if x.lost || y.lost || !x.same(y) {
			return false
		}
	}
	return true
}

// separateStreams reports whether two key streams are seen to be applied to separate
// data. A stream that is applied to what the other has made takes it back.
func (e *Tracker) separateStreams(a, b *uses.Sink) bool {
	first, second := e.Applications(a), e.Applications(b)
	if len(first) == 0 || len(second) == 0 {
		return false
	}
	for _, x := range first {
		if x.To == nil {
			continue
		}
		for _, y := range second {
			for _, r := range e.Regions(x.To) {
				if e.Overlaps(r, y.From) {
					return false
				}
			}
		}
	}
	return true
}
