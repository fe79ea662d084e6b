package sequence

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memory"
)

// lineage says where the bytes that a value refers to were last written, in its
// function. Two values with the same lineage hold the same bytes, unless one of the
// births ran again between them.
type lineage struct {
	births  []ssa.Instruction // the writes, and what chooses among memory: an index, a φ
	entries []location.Region // memory that the function found as it is
	lost    bool              // too much to follow
}

func (l lineage) same(m lineage) bool {
	if len(l.births) != len(m.births) || len(l.entries) != len(m.entries) || len(l.births)+len(l.entries) == 0 {
		return false
	}
	for _, birth := range l.births {
		if !slices.Contains(m.births, birth) {
			return false
		}
	}
	for _, entry := range l.entries {
		if !slices.Contains(m.entries, entry) {
			return false
		}
	}
	return true
}

// global reports whether the bytes are those of a package variable.
func (l lineage) global() bool {
	if len(l.entries) == 0 {
		return false
	}
	_, ok := l.entries[0].Root.(*ssa.Global)
	return ok
}

// maxLineage bounds the copies that are followed.
const maxLineage = 24

// lineageOf returns the lineage of what v holds just before at.
func (e *Tracker) lineageOf(v ssa.Value, at ssa.Instruction) lineage {
	t := &tracer{Tracker: e, seen: make(map[traced]bool)}
	t.value(v, "", at)
	return t.lineage
}

// tracer follows memory back to where it was written.
type tracer struct {
	*Tracker
	lineage
	seen map[traced]bool
}

type traced struct {
	value ssa.Value
	path  string
	at    ssa.Instruction
}

func (t *tracer) birth(instr ssa.Instruction) {
	if !slices.Contains(t.births, instr) {
		t.births = append(t.births, instr)
	}
}

func (t *tracer) entry(r location.Region) {
	if !slices.Contains(t.entries, r) {
		t.entries = append(t.entries, r)
	}
}

// value follows a value: a reference to the memory behind it, another to where it was
// made.
func (t *tracer) value(v ssa.Value, path string, at ssa.Instruction) {
	key := traced{v, path, at}
	if t.seen[key] {
		return
	}
	t.seen[key] = true
	if len(t.seen) > maxLineage {
		t.lost = true
		return
	}
	t.choices(v, 0)
	if ir.IsReference(v.Type()) {
		for _, r := range t.Regions(v) {
			if path != "" {
				r.Path, r.Storage, r.Span = r.Path+path, t.StorageBelow(r.Root, v.Type(), path), location.Whole
			}
			t.memory(r, at)
		}
		return
	}
	switch v := v.(type) {
	case *ssa.Const:
		t.lost = true // constants are judged elsewhere
	case *ssa.Parameter:
		t.entry(location.Region{Root: v, Path: path, Storage: t.StorageBelow(v, v.Type(), path), Span: location.Whole})
	case *ssa.UnOp:
		for _, r := range t.Regions(v.X) {
			if path != "" {
				r.Path, r.Storage, r.Span = r.Path+path, t.StorageBelow(r.Root, v.Type(), path), location.Whole
			}
			t.memory(r, v)
		}
	case *ssa.Convert:
		t.value(v.X, path, v)
	case *ssa.ChangeType:
		t.value(v.X, path, v)
	case *ssa.MultiConvert:
		t.value(v.X, path, v)
	case ssa.Instruction:
		t.birth(v)
	default:
		t.lost = true
	}
}

// choices notes the instructions that choose what a reference refers to, and choose
// anew each time they run: an index, a φ.
func (t *tracer) choices(v ssa.Value, depth int) {
	if depth > maxLineage {
		return
	}
	switch v := v.(type) {
	case *ssa.IndexAddr:
		if _, constant := v.Index.(*ssa.Const); !constant {
			t.birth(v)
		}
		t.choices(v.X, depth+1)
	case *ssa.Slice:
		if _, constant := v.Low.(*ssa.Const); v.Low != nil && !constant {
			t.birth(v)
		}
		t.choices(v.X, depth+1)
	case *ssa.Phi:
		t.birth(v)
	case *ssa.FieldAddr:
		t.choices(v.X, depth+1)
	case *ssa.UnOp:
		t.choices(v.X, depth+1)
	case *ssa.ChangeType:
		t.choices(v.X, depth+1)
	case *ssa.MakeInterface:
		t.choices(v.X, depth+1)
	case *ssa.SliceToArrayPointer:
		t.choices(v.X, depth+1)
	}
}

// memory follows a region back to what wrote to it last before at, on each path.
func (t *tracer) memory(r location.Region, at ssa.Instruction) {
	history := t.HistoryOf(r.Root, at.Parent())
	events := make(map[ssa.Instruction]*memory.Event)
	for _, ev := range history.Ordered {
		if t.touches(ev, r) {
			events[ev.Instr] = ev
		}
	}
	entered := false
	t.backwards(at, func(instr ssa.Instruction) bool {
		if ev := events[instr]; ev != nil {
			t.written(ev, r)
			return true
		}
		entered = entered || (instr.Block().Index == 0 && t.Order(instr.Parent()).Index(instr) == 0)
		return false
	})
	if !entered && !(at.Block().Index == 0 && t.Order(at.Parent()).Index(at) == 0) {
		return
	}
	if ir.IsInstruction(r.Root) && r.Root.(ssa.Instruction).Parent() == at.Parent() {
		return // a loop that reaches the entry before the memory was made
	}
	r.Name = ""
	t.entry(r)
}

// touches reports whether an event changes what a region holds.
func (t *tracer) touches(ev *memory.Event, r location.Region) bool {
	if ev.Kind == memory.Defines {
		return true
	}
	if putsBack(ev.Instr) || t.setsOnce(ev, r) {
		return false
	}
	if _, above := location.Below(r.Path, ev.Path); above {
		return ev.Path != r.Path || !ev.Span.Disjoint(r.Span)
	}
	_, inside := location.Below(ev.Path, r.Path)
	return inside
}

// putsBack reports whether a store writes what it has loaded from there, as a return of
// a named result does.
func putsBack(instr ssa.Instruction) bool {
	store, ok := instr.(*ssa.Store)
	if !ok {
		return false
	}
	load, ok := store.Val.(*ssa.UnOp)
	return ok && load.X == store.Addr
}

// written follows a write to what it copies, or notes it as a birth.
func (t *tracer) written(ev *memory.Event, r location.Region) {
	if ev.Kind == memory.Defines {
		t.made(ev.Instr, r)
		return
	}
	sub, _ := location.Below(r.Path, ev.Path)
	covers := sub != "" || ev.Span.Covers(r.Span)
	if ev.Kind != memory.Overwrites || !covers {
		t.birth(ev.Instr)
		return
	}
	switch instr := ev.Instr.(type) {
	case *ssa.Store:
		t.value(instr.Val, sub, instr)
	case *ssa.Call:
		if builtin, ok := instr.Call.Value.(*ssa.Builtin); ok && builtin.Name() == "copy" {
			t.value(instr.Call.Args[1], sub, instr)
			return
		}
		t.birth(instr)
	default:
		t.birth(instr)
	}
}

// made follows an object to what it was made of: a string that became bytes, the key
// of a cipher. The same key makes the same cipher.
func (t *tracer) made(instr ssa.Instruction, r location.Region) {
	var call *ssa.Call
	switch instr := instr.(type) {
	case *ssa.Convert:
		t.value(instr.X, r.Path, instr)
		return
	case *ssa.Call:
		call = instr
	case *ssa.Extract:
		call, _ = instr.Tuple.(*ssa.Call)
	}
	if call == nil {
		t.birth(instr)
		return
	}
	if t.accessed(call, r) {
		return
	}
	for _, target := range t.Targets(call) {
		if target.Row == nil || len(target.Row.Result.Of) == 0 || !keyed(target.Row.Result.Kind) {
			continue
		}
		if key := target.Operand(target.Row.Result.Of[0]); key != nil {
			t.value(key, "", call)
			return
		}
	}
	t.birth(instr)
}

// accessed follows the result of a call that returns memory of one of its operands as it
// is: a part of the receiver, and not a copy.
func (t *tracer) accessed(call *ssa.Call, r location.Region) bool {
	targets := t.Targets(call)
	if len(targets) != 1 || !t.HasBody(targets[0].Fn) || call.Type() == nil {
		return false
	}
	fn, operands := targets[0].Fn, targets[0].Operands()
	view, ok := t.returnedView(fn)
	if !ok || view.Path == "" || !t.untouched(view, fn) {
		return false
	}
	index := slices.IndexFunc(fn.Params, func(p *ssa.Parameter) bool { return p == view.Root })
	if index < 0 || index >= len(operands) {
		return false
	}
	t.value(operands[index], view.Path+r.Path, call)
	return true
}

// returnedView returns the memory that a function returns, wherever it returns.
func (e *Tracker) returnedView(fn *ssa.Function) (location.Region, bool) {
	var view location.Region
	for _, block := range fn.Blocks {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		if len(ret.Results) != 1 || !ir.IsReference(ret.Results[0].Type()) {
			return view, false
		}
		regions := e.Regions(ret.Results[0])
		if len(regions) != 1 || view.Root != nil && regions[0] != view {
			return view, false
		}
		view = regions[0]
	}
	return view, view.Root != nil
}

func keyed(kind cryptoapi.Kind) bool {
	return kind == cryptoapi.Block || kind == cryptoapi.AEAD
}

// fieldOwner names the type that declares the last field of a region.
func fieldOwner(r location.Region) string {
	owner, _ := ir.FieldAt(r.Root.Type(), r.Path)
	if owner == nil {
		return ""
	}
	if named := ir.NamedOf(owner); named != nil {
		return named.Obj().Name()
	}
	return types.TypeString(owner, func(*types.Package) string { return "" })
}
