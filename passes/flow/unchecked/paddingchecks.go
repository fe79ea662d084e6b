package unchecked

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
)

// PaddingCheck returns where a function compares the last byte of a plaintext, or what is
// computed from it, and returns an error then: who sees whether it does learns whether the
// padding is valid. The plaintext is what a method leaves in memory, whose receiver is made by
// the call at a sink. It is not valid if there is no such place.
func (f *Finder) PaddingCheck(sink *flow.Sink, method string) token.Pos {
	p := f.decryptions(method, sink.Symbol)
	if p == nil || sink.Through() {
		return token.NoPos
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, fn := range f.Funcs {
		for instr := range ir.Instructions(fn) {
			last, loads := instr.(*ssa.UnOp)
			if !loads || last.Op != token.MUL || !isLast(last) {
				continue
			}
			at := comparedOrFails(last)
			if !at.IsValid() {
				continue
			}
			call := p.leftBy(last.X.(*ssa.IndexAddr).X, fn, maxPaddingHops)
			if call != nil && provenance.Plain(call.call.Target.Receiver) == sink.Call.Value() {
				return at
			}
		}
	}
	return token.NoPos
}

// maxCompared bounds the values that are followed from the last byte to a comparison.
const maxCompared = 40

// comparedOrFails returns where a number is compared, or what is computed from it, so that the
// function returns an error. It is not valid if there is no such place.
func comparedOrFails(number ssa.Value) token.Pos {
	work := []ssa.Value{number}
	for i := 0; i < len(work) && i < maxCompared; i++ {
		for _, user := range *work[i].Referrers() {
			switch user := user.(type) {
			case *ssa.If:
				if slices.ContainsFunc(user.Block().Succs, fails) {
					return work[i].Pos()
				}
			case *ssa.Convert, *ssa.BinOp, *ssa.Phi, *ssa.Slice:
				work = add(work, user.(ssa.Value))
			case *ssa.UnOp:
				if user.Op == token.NOT {
					work = add(work, user)
				}
			case *ssa.Call:
				if user.Call.StaticCallee() != nil && comparing(ir.OriginOf(user.Call.StaticCallee())) {
					work = add(work, user)
				}
			}
		}
	}
	return token.NoPos
}

func add(work []ssa.Value, v ssa.Value) []ssa.Value {
	if slices.Contains(work, v) {
		return work
	}
	return append(work, v)
}

// comparing reports whether a function is one of those that make the padding that there should
// be, or compare.
func comparing(fn *ssa.Function) bool {
	return fn.Pkg != nil && (fn.Pkg.Pkg.Path() == "bytes" || fn.Pkg.Pkg.Path() == "crypto/subtle")
}

// fails reports whether a block ends with the return of an error.
func fails(block *ssa.BasicBlock) bool {
	ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
	return ok && (ir.Fails(ret) || ir.Declines(ret))
}
