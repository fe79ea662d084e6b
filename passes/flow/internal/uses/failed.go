package uses

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/callee"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// OnlyAfterFailure reports whether an origin comes about, or goes through a call, that only
// runs after an error of a call that reads from crypto/rand.
//
//	if _, err := rand.Read(b); err != nil {
//		weak.Read(b)
//	}
func (e *Finder) OnlyAfterFailure(o *value.Origin) bool {
	places := []token.Pos{o.Pos}
	for _, step := range o.Steps.List() {
		places = append(places, step.Pos)
	}
	for _, fn := range e.Funcs {
		for instr := range ir.Instructions(fn) {
			call, ok := instr.(*ssa.Call)
			if ok && call.Pos().IsValid() && slices.Contains(places, call.Pos()) && e.onlyAfterFailure(call.Block()) {
				return true
			}
		}
	}
	return false
}

// FallsBack reports whether the function that holds a sink draws from math/rand where a call
// that reads from crypto/rand has failed, or calls a function that does. It looks at calls
// alone, so that a package without such a place pays nothing for the question.
func (e *Finder) FallsBack(s *Sink) bool {
	if e.fallingBack == nil {
		e.fallingBack = e.findFallingBack()
	}
	return e.fallingBack[s.Func()]
}

func (e *Finder) findFallingBack() map[*ssa.Function]bool {
	drawing := make(map[*ssa.Function]bool)
	for _, fn := range e.Funcs {
		drawing[fn] = calls(fn, func(call *ssa.Call) bool { return e.draws(call, cryptoapi.WeakRandom) })
	}
	drawing = e.withCallers(drawing)
	found := make(map[*ssa.Function]bool)
	for _, fn := range e.Funcs {
		found[fn] = calls(fn, func(call *ssa.Call) bool {
			drawn := drawing[fn] && e.draws(call, cryptoapi.WeakRandom) || drawing[call.Call.StaticCallee()]
			return drawn && e.onlyAfterFailure(call.Block())
		})
	}
	return e.withCallers(found)
}

// withCallers adds to some functions those that call them, and the callers of these.
func (e *Finder) withCallers(functions map[*ssa.Function]bool) map[*ssa.Function]bool {
	for range maxReaders {
		callers := make(map[*ssa.Function]bool)
		for _, fn := range e.Funcs {
			callers[fn] = functions[fn] || calls(fn, func(call *ssa.Call) bool { return functions[call.Call.StaticCallee()] })
		}
		functions = callers
	}
	return functions
}

// calls reports whether a function has a call of which something is true.
func calls(fn *ssa.Function, holds func(*ssa.Call) bool) bool {
	for instr := range ir.Instructions(fn) {
		if call, ok := instr.(*ssa.Call); ok && holds(call) {
			return true
		}
	}
	return false
}

// draws reports whether a call of a function of another package returns, or fills memory
// with, randomness of a kind.
func (e *Finder) draws(call *ssa.Call, kind cryptoapi.Kind) bool {
	if fn := call.Call.StaticCallee(); fn == nil || e.HasBody(fn) {
		return false
	}
	return slices.ContainsFunc(e.Targets(call), func(t *callee.Target) bool {
		if t.Row != nil && (t.Row.Result.Kind == kind || fills(t.Row, kind)) {
			return true
		}
		imported := e.Imported(t.Object)
		return imported != nil && slices.ContainsFunc(imported.Results, func(v value.Value) bool {
			return v.Has(kind)
		})
	})
}

func fills(row *cryptoapi.Func, kind cryptoapi.Kind) bool {
	for _, source := range row.Fills {
		if source.Kind == kind {
			return true
		}
	}
	return false
}

// onlyAfterFailure reports whether every way to a block goes through a branch that is taken
// because crypto/rand failed.
func (e *Finder) onlyAfterFailure(block *ssa.BasicBlock) bool {
	if e.withoutFailure == nil {
		e.withoutFailure = make(map[*ssa.Function]map[*ssa.BasicBlock]bool)
	}
	fn := block.Parent()
	reached, known := e.withoutFailure[fn]
	if !known {
		reached = e.findWithoutFailure(fn)
		e.withoutFailure[fn] = reached
	}
	return reached != nil && !reached[block]
}

// findWithoutFailure returns the blocks of a function that are reached where no call that reads
// from crypto/rand fails; nil if nothing asks whether one did.
func (e *Finder) findWithoutFailure(fn *ssa.Function) map[*ssa.BasicBlock]bool {
	f := failures{cut: make(map[edge]bool)}
	for instr := range ir.Instructions(fn) {
		if call, ok := instr.(*ssa.Call); ok && e.readsSecure(call) {
			f.after(call)
		}
	}
	if len(f.cut) == 0 {
		return nil
	}
	f.walk(fn)
	for f.byFlags(fn) {
		f.walk(fn)
	}
	return f.reached
}

// readsSecure reports whether a call returns an error, and a value of crypto/rand beside it
// or in the memory that it was passed.
func (e *Finder) readsSecure(call *ssa.Call) bool {
	if errorOf(call) == nil || !e.mayReadSecure(call, maxReaders) {
		return false
	}
	secure := func(v ssa.Value, at ssa.Instruction) bool {
		return e.Origins(v, "", at).Has(cryptoapi.SecureRandom)
	}
	next := afterResults(call)
	if result := ir.ResultAt(call, 0); result != nil && secure(result, next) {
		return true
	}
	return slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool {
		return (ir.IsBytes(arg.Type()) || ir.IsReader(arg.Type())) && (secure(arg, call) || secure(arg, next))
	})
}

// maxReaders is how many functions of the package may stand between a call and a generator.
const maxReaders = 2

// mayReadSecure reports whether a call leads to crypto/rand: it reads from a reader, or calls
// what the table, another package or a function of this package says to be secure. It asks
// for no value, and so costs little in a large function.
func (e *Finder) mayReadSecure(call *ssa.Call, depth int) bool {
	fn := call.Call.StaticCallee()
	switch {
	case fn == nil:
		return slices.ContainsFunc(append(slices.Clone(call.Call.Args), call.Call.Value), func(v ssa.Value) bool { return ir.IsReader(v.Type()) })
	case !e.HasBody(fn):
		return e.draws(call, cryptoapi.SecureRandom) || slices.ContainsFunc(call.Call.Args, func(v ssa.Value) bool { return ir.IsReader(v.Type()) })
	case depth == 0:
		return false
	}
	return calls(fn, func(inner *ssa.Call) bool { return e.mayReadSecure(inner, depth-1) })
}

// afterResults returns the first instruction after a call and the reads of its results.
func afterResults(call *ssa.Call) ssa.Instruction {
	block := call.Block().Instrs
	for _, instr := range block[slices.Index(block, ssa.Instruction(call))+1:] {
		switch instr.(type) {
		case *ssa.Extract, *ssa.DebugRef:
			continue
		}
		return instr
	}
	return block[len(block)-1]
}

// errorOf returns the error that a call returns as its last result, or nil.
func errorOf(call *ssa.Call) ssa.Value {
	results, ok := call.Type().(*types.Tuple)
	if !ok {
		if ir.IsError(call.Type()) {
			return call
		}
		return nil
	}
	if last := results.Len() - 1; last > 0 && ir.IsError(results.At(last).Type()) {
		return ir.ResultAt(call, last)
	}
	return nil
}

// An edge leads from one block to another.
type edge struct{ from, to *ssa.BasicBlock }

// failures are the edges that control only passes after an error.
type failures struct {
	cut     map[edge]bool
	reached map[*ssa.BasicBlock]bool // without those edges
}

// after cuts the edges that are taken where the error of a call is not nil, or its count is
// not what was asked for.
func (f *failures) after(call *ssa.Call) {
	err, count := errorOf(call), ir.ResultAt(call, 0)
	for _, block := range call.Parent().Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		op, ok := branch.Cond.(*ssa.BinOp)
		if !ok || op.X != err && (op.X != count || count == nil || !ir.IsInteger(count.Type())) {
			continue
		}
		switch op.Op {
		case token.NEQ, token.LSS:
			f.cut[edge{block, block.Succs[0]}] = true
		case token.EQL, token.GEQ:
			f.cut[edge{block, block.Succs[1]}] = true
		}
	}
}

// walk finds the blocks that are reached without an error.
func (f *failures) walk(fn *ssa.Function) {
	f.reached = ir.Reached(fn.Blocks[0], func(from, to *ssa.BasicBlock) bool { return !f.cut[edge{from, to}] })
}

// byFlags cuts the edges that are taken because a flag was set after an error. It reports
// whether there were any that were not cut before.
func (f *failures) byFlags(fn *ssa.Function) bool {
	found := false
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok || !f.reached[block] {
			continue
		}
		flag, ok := branch.Cond.(*ssa.Phi)
		if !ok {
			continue
		}
		for i, next := range block.Succs {
			if e := (edge{block, next}); !f.cut[e] && f.never(flag, i == 0) {
				f.cut[e], found = true, true
			}
		}
	}
	return found
}

// never reports whether a flag has a value on no way without an error.
func (f *failures) never(flag *ssa.Phi, value bool) bool {
	for i, v := range flag.Edges {
		from := flag.Block().Preds[i]
		if v == flag || !f.reached[from] || f.cut[edge{from, flag.Block()}] {
			continue
		}
		if set, ok := ir.ConstantBool(v); !ok || set == value {
			return false
		}
	}
	return true
}
