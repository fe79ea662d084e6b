package idiom

import (
	"cmp"
	"go/constant"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memory"
)

// BeginAgain returns where a function of the table is called with a key whose last bytes, as many
// as are given, are the first bytes again: it is put together in this way, or written so in the
// program.
func (e *Matcher) BeginAgain(symbol string, n int64) []token.Pos {
	if e.Finder == nil {
		return nil
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	var found []token.Pos
	for _, s := range e.Found {
		if s.Role == cryptoapi.AsKey && s.Is(symbol) && !s.Through() && s.Operand != nil && e.beginsAgain(s.Operand, s.Instr, n, maxMixHops) {
			found = append(found, s.Pos())
		}
	}
	return found
}

func (e *Matcher) beginsAgain(v ssa.Value, at ssa.Instruction, n int64, hops int) bool {
	if hops == 0 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Parameter:
		index := slices.Index(v.Parent().Params, v)
		return slices.ContainsFunc(e.Callers[v.Parent()], func(call ssa.CallInstruction) bool {
			args := call.Common().Args
			return index < len(args) && e.beginsAgain(args[index], call, n, hops-1)
		})
	case *ssa.Convert:
		text, ok := v.X.(*ssa.Const)
		if !ok {
			return e.beginsAgain(v.X, at, n, hops)
		}
		return repeated(text, int(n))
	case *ssa.Call:
		for _, t := range e.Targets(v) {
			if t.Row == nil && e.HasBody(t.Fn) {
				for ret := range ir.Returns(t.Fn) {
					if len(ret.Results) > 0 && e.beginsAgain(ret.Results[0], ret, n, hops-1) {
						return true
					}
				}
			}
		}
	}
	parts := e.partsOf(v, at, maxJoined)
	if len(parts) < 2 {
		return false
	}
	first, last := parts[0], parts[len(parts)-1]
	length := last.Span.High - last.Span.Low
	if first.Root == nil || first.Root != last.Root || first.Path != last.Path || first.Span.Low != last.Span.Low {
		return false
	}
	return length == n || len(parts) == 3 && last.Span == first.Span
}

// repeated reports whether the last bytes of a constant are its first bytes.
func repeated(text *ssa.Const, n int) bool {
	if text.Value == nil || text.Value.Kind() != constant.String {
		return false
	}
	s := constant.StringVal(text.Value)
	return len(s) >= 2*n && s[:n] == s[len(s)-n:]
}

// maxJoined bounds the calls of append that put one value together.
const maxJoined = 8

// partsOf returns the memory that a value was put together from, in order: by append, or by
// copies into memory that the function has made. It is empty where that is not seen.
func (e *Matcher) partsOf(v ssa.Value, at ssa.Instruction, hops int) []location.Region {
	if call, ok := v.(*ssa.Call); ok && hops > 0 {
		if builtin, ok := call.Call.Value.(*ssa.Builtin); ok && builtin.Name() == "append" && len(call.Call.Args) == 2 {
			return append(e.partsOf(call.Call.Args[0], call, hops-1), e.partsOf(call.Call.Args[1], call, hops-1)...)
		}
		return nil
	}
	if ir.IsNil(v) {
		return nil
	}
	regions := e.Regions(v)
	if len(regions) != 1 || regions[0].Root == nil {
		return []location.Region{{}}
	}
	whole := regions[0]
	switch whole.Root.(type) {
	case *ssa.MakeSlice, *ssa.Alloc:
		if whole.Span.Empty() || e.emptyAt(v) {
			return nil
		}
		if whole.Span == location.Whole || whole.Span.Low == 0 {
			if copied := e.copiedInto(whole, at); len(copied) > 1 {
				return copied
			}
		}
	}
	return []location.Region{whole}
}

// emptyAt reports whether a value is memory that is made without a length.
func (e *Matcher) emptyAt(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.MakeSlice:
		n, ok := ir.ConstantInt(v.Len)
		return ok && n == 0
	case *ssa.Slice: // make with a constant capacity
		if v.High == nil {
			return ir.ArrayLength(v.X.Type()) == 0 // a literal
		}
		n, ok := ir.ConstantInt(v.High)
		return ok && n == 0
	}
	return false
}

// copiedInto returns what is copied into memory before an instruction, in the order of the places.
func (e *Matcher) copiedInto(into location.Region, at ssa.Instruction) []location.Region {
	type part struct {
		low  int64
		from location.Region
	}
	var parts []part
	for _, ev := range e.HistoryOf(into.Root, at.Parent()).Ordered {
		call, ok := ev.Instr.(*ssa.Call)
		if !ok || ev.Kind != memory.Overwrites || ev.Path != into.Path {
			continue
		}
		builtin, ok := call.Call.Value.(*ssa.Builtin)
		if !ok || builtin.Name() != "copy" || ev.Span.Low < 0 {
			return nil
		}
		from := e.Regions(call.Call.Args[1])
		if len(from) != 1 {
			return nil
		}
		parts = append(parts, part{ev.Span.Low, from[0]})
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(a.low, b.low) })
	var found []location.Region
	for i, p := range parts {
		if i > 0 && p.low == parts[i-1].low {
			return nil
		}
		if p.from.Root == into.Root { // what was copied there before
			if len(found) == 0 || p.from.Span.Low != 0 {
				return nil
			}
			p.from = location.Region{Root: found[0].Root, Path: found[0].Path, Storage: found[0].Storage,
				Span: location.Span{Low: found[0].Span.Low, High: found[0].Span.Low + p.from.Span.High}}
		}
		found = append(found, p.from)
	}
	return found
}
