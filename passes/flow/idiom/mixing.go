// Package idiom recognizes ways of writing code that matter to cryptography: a loop that
// encrypts block by block, data that are mixed into other data.
package idiom

import (
	"go/token"
	"slices"
	"sync"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/internal/callee"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memo"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// A Matcher recognizes ways of writing code: a loop that encrypts block by block, data
// that are mixed into other data. Each rule has one of its own, which is safe for
// concurrent use.
type Matcher struct {
	*uses.Finder
	mu sync.Locker

	mixesOf memo.Memo[*ssa.Function, []mix]
}

// New returns a matcher for the package of a graph.
func New(g *flow.Graph) *Matcher {
	e, mu := g.Engine()
	return &Matcher{Finder: e, mu: mu, mixesOf: memo.New[*ssa.Function, []mix]()}
}

// A mix is an instruction that combines data with other data or with a counter,
// instead of copying it: an exclusive or, an addition, a function that does so.
type mix struct {
	instr ssa.Instruction
	into  []location.Region
	from  []location.Region
	lost  bool // from more than is followed
}

// mixes returns what is mixed in a function.
func (e *Matcher) mixes(fn *ssa.Function) []mix {
	if known, ok := e.mixesOf.Get(fn); ok {
		return known
	}
	var found []mix
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				if m, ok := e.storeMix(instr); ok {
					found = append(found, m)
				}
			case ssa.CallInstruction:
				found = append(found, e.callMixes(instr)...)
			}
		}
	}
	e.mixesOf.Set(fn, found)
	return found
}

func (e *Matcher) storeMix(store *ssa.Store) (mix, bool) {
	address, ok := store.Addr.(*ssa.IndexAddr)
	if !ok {
		return mix{}, false
	}
	c := e.combination(store.Val)
	return mix{instr: store, into: e.Regions(address.X), from: c.from, lost: c.lost}, c.mixed()
}

// combination is what an integer is computed from.
type combination struct {
	*Matcher
	from      []location.Region // memory that was loaded
	computed  bool              // not only copied
	counter   bool              // a variable of a loop is part of it
	lost      bool              // there are more operands than are looked at
	remaining int
}

func (c *combination) mixed() bool { return (c.computed && len(c.from) > 0) || c.counter || c.lost }

// maxCombination bounds the operands of one expression.
const maxCombination = 64

func (e *Matcher) combination(v ssa.Value) *combination {
	c := &combination{Matcher: e, remaining: maxCombination}
	c.add(v)
	return c
}

func (c *combination) add(v ssa.Value) {
	if c.remaining--; c.remaining < 0 {
		c.lost = true
		return
	}
	switch v := v.(type) {
	case *ssa.BinOp:
		c.computed = true
		c.add(v.X)
		c.add(v.Y)
	case *ssa.Convert:
		c.add(v.X)
	case *ssa.ChangeType:
		c.add(v.X)
	case *ssa.UnOp:
		if v.Op == token.MUL {
			c.from = append(c.from, c.Regions(v.X)...)
			return
		}
		c.computed = true
		c.add(v.X)
	case *ssa.Phi:
		if loop := c.Order(v.Parent()).InnermostLoop(v.Block()); loop != nil && loop.Header == v.Block() {
			c.counter = true
			return
		}
		for _, edge := range v.Edges {
			c.add(edge)
		}
	case *ssa.Call: // binary.BigEndian.Uint64 and its like
		for _, t := range c.Targets(v) {
			if t.Row == nil {
				continue
			}
			for _, argument := range t.Row.Result.From {
				if operand := t.Operand(argument); operand != nil && ir.IsReference(operand.Type()) {
					c.from = append(c.from, c.Regions(operand)...)
				}
			}
		}
	}
}

// callMixes returns what a call mixes. A single block through a bare cipher is
// not a mix.
func (e *Matcher) callMixes(call ssa.CallInstruction) []mix {
	if _, builtin := call.Common().Value.(*ssa.Builtin); builtin {
		return nil
	}
	targets := e.Targets(call)
	if len(targets) == 0 {
		return e.unknownMix(call, call.Common().Args)
	}
	var found []mix
	for _, t := range targets {
		if t.RowFills() {
			found = append(found, e.rowMixes(call, t)...)
			continue
		}
		fills, known := e.Fills(t)
		if !known && t.Row == nil {
			found = append(found, e.unknownMix(call, t.Operands())...)
			continue
		}
		for _, f := range fills {
			found = append(found, e.valueMix(call, t, e.FillValue(t, f, ""), f.Param)...)
		}
		for _, result := range e.Results(t) {
			found = append(found, e.valueMix(call, t, result, 0)...)
		}
	}
	return found
}

func (e *Matcher) rowMixes(call ssa.CallInstruction, t *eval.Target) []mix {
	var found []mix
	for _, argument := range callee.Arguments(t.Row.Fills) {
		source, into := t.Row.Fills[argument], t.Operand(argument)
		if into == nil || source.Detail == "ECB" {
			continue
		}
		var from []location.Region
		mixed := len(source.From)+len(source.Of) > 1 || len(source.Of) > 0
		for _, i := range append(source.From[:len(source.From):len(source.From)], source.Of...) {
			operand := t.Operand(i)
			if operand == nil {
				continue
			}
			if ir.IsReference(operand.Type()) {
				from = append(from, e.Regions(operand)...)
				continue
			}
			c := e.combination(operand)
			from, mixed = append(from, c.from...), mixed || c.mixed()
		}
		if mixed {
			found = append(found, mix{instr: call, into: e.Regions(into), from: from})
		}
	}
	for _, argument := range callee.Arguments(t.Row.Appends) {
		source, into := t.Row.Appends[argument], t.Operand(argument)
		for _, i := range source.From {
			operand := t.Operand(i)
			if into == nil || operand == nil || ir.IsReference(operand.Type()) {
				continue
			}
			if c := e.combination(operand); c.mixed() { // a counter, or the sum of two numbers, becomes bytes
				found = append(found, mix{instr: call, into: e.Regions(into), from: c.from, lost: c.lost})
			}
		}
	}
	return found
}

// valueMix tells whether a function mixes what it leaves behind the parameter
// (or returns, for 0) from several of its operands, or changes it in place.
func (e *Matcher) valueMix(call ssa.CallInstruction, t *eval.Target, v value.Value, param int) []mix {
	operands := t.Operands()
	var found []mix
	for _, alternative := range v {
		m := mix{instr: call}
		sources, itself := 0, false
		for _, o := range alternative {
			if !o.Open() || o.Param > len(operands) || operands[o.Param-1] == nil || !ir.IsBytes(operands[o.Param-1].Type()) {
				continue
			}
			m.from = append(m.from, e.Regions(operands[o.Param-1])...)
			sources++
			itself = itself || o.Param == param
		}
		ciphered := alternative.Has(cryptoapi.Ciphertext, cryptoapi.Plaintext)
		if sources < 2 && !(itself && !ciphered) {
			continue
		}
		if param > 0 && param <= len(operands) && operands[param-1] != nil {
			m.into = e.Regions(operands[param-1])
		}
		found = append(found, m)
	}
	return found
}

// unknownMix takes a function that is not known and given several pieces of
// memory for one that may mix them.
func (e *Matcher) unknownMix(call ssa.CallInstruction, operands []ssa.Value) []mix {
	m := mix{instr: call}
	pieces := 0
	for _, operand := range operands {
		if ir.IsBytes(operand.Type()) {
			m.into = append(m.into, e.Regions(operand)...)
			pieces++
		}
	}
	if pieces < 2 {
		return nil
	}
	m.from = m.into
	return []mix{m}
}

// overlaps reports whether two lists of regions may share memory.
func overlaps(a, b []location.Region) bool {
	for _, r := range a {
		for _, s := range b {
			if r.Root == nil || r.Root != s.Root || r.Span.Disjoint(s.Span) {
				continue
			}
			if _, ok := location.Below(r.Path, s.Path); ok {
				return true
			}
			if _, ok := location.Below(s.Path, r.Path); ok {
				return true
			}
		}
	}
	return false
}

// maxMixHops bounds how far up callers are asked what they mix.
const maxMixHops = 2

// mixedAround reports whether the memory is mixed in the function that holds the
// instruction, in its callers in the package or in the functions that hold it. What
// the instruction does itself is not counted.
func (e *Matcher) mixedAround(at ssa.Instruction, memory []location.Region, hops int, mixed func(mix, []location.Region) bool) bool {
	if len(memory) == 0 {
		return false
	}
	fn := at.Parent()
	if slices.ContainsFunc(e.mixes(fn), func(m mix) bool { return m.instr != at && mixed(m, memory) && meet(m.instr, at) }) {
		return true
	}
	if hops == 0 {
		return false
	}
	for _, call := range e.Callers[fn] {
		for _, t := range e.Targets(call) {
			if t.Fn == fn && e.mixedAround(call, e.passedMemory(t, fn, memory), hops-1, mixed) {
				return true
			}
		}
	}
	for _, made := range e.Closures[fn] {
		if e.mixedAround(made, e.capturedMemory(made, fn, memory), hops-1, mixed) {
			return true
		}
	}
	return false
}

// meet reports whether one run of a function may execute both instructions: those of two
// branches that each end in a return never meet.
func meet(a, b ssa.Instruction) bool {
	return a.Block() == b.Block() || ir.Reaches(a.Block(), b.Block()) || ir.Reaches(b.Block(), a.Block())
}

func (e *Matcher) passedMemory(t *eval.Target, fn *ssa.Function, memory []location.Region) []location.Region {
	var outside []location.Region
	operands := t.Operands()
	for _, r := range memory {
		for i, param := range fn.Params {
			if r.Root == ssa.Value(param) && i < len(operands) && operands[i] != nil {
				outside = append(outside, e.Regions(operands[i])...)
			}
		}
	}
	return outside
}

func (e *Matcher) capturedMemory(made *ssa.MakeClosure, fn *ssa.Function, memory []location.Region) []location.Region {
	var outside []location.Region
	for _, r := range memory {
		for i, free := range fn.FreeVars {
			if r.Root == ssa.Value(free) && i < len(made.Bindings) {
				outside = append(outside, e.Regions(made.Bindings[i])...)
			}
		}
	}
	return outside
}
