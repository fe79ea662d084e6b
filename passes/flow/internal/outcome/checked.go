package outcome

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// Unchecked returns the places that use a result of a call before its last result,
// an error or a bool, was checked: on some way from the call to the use, no branch has
// told that the call went well.
//
//	plaintext, err := aead.Open(nil, nonce, box, nil)
//	log.Print(len(box), plaintext) // reported
//	if err != nil {
//		return nil, err
//	}
//
// A comparison of the error with nil, and a branch on the bool, are checks; so is what is
// done with both together: a return, a call of a function such as template.Must. The way
// on which the check has failed counts as unchecked as far as it goes on: not behind
// log.Fatal. Calls without
// such a result have no unchecked uses, and so have calls of which too much depends.
func Unchecked(call *ssa.Call) []ssa.Instruction {
	verdict, values := checkedResults(call)
	if values == nil {
		return nil
	}
	w := &checkWalk{reported: make(map[ssa.Instruction]bool), seen: make(map[checkState]bool)}
	if !w.run(call, verdict, values) {
		return nil
	}
	var found []ssa.Instruction
	for _, block := range call.Parent().Blocks {
		for _, instr := range block.Instrs {
			if w.reported[instr] {
				found = append(found, instr)
			}
		}
	}
	return found
}

// checkedResults returns the value that tells whether a call went well, nil if it is
// dropped, and the others; no others if the call has no such result.
func checkedResults(call *ssa.Call) (verdict ssa.Value, values []ssa.Value) {
	results := call.Call.Signature().Results()
	last := results.Len() - 1
	if last < 1 || !ir.TellsSuccess(results.At(last).Type()) || call.Referrers() == nil {
		return nil, nil
	}
	for _, user := range *call.Referrers() {
		extract, ok := user.(*ssa.Extract)
		switch {
		case !ok:
		case extract.Index == last:
			verdict = extract
		default:
			values = append(values, extract)
		}
	}
	return verdict, values
}

// checkWalk follows the ways on which nothing has told yet that the call went well.
type checkWalk struct {
	reported map[ssa.Instruction]bool
	seen     map[checkState]bool
	verdicts map[ssa.Value]bool // what is the verdict, on some way
	values   map[ssa.Value]bool // what is made of the values
	cells    map[ssa.Value]int  // variables that hold one of them: isVerdict, isResult
}

const (
	isVerdict = iota + 1
	isResult
)

// checkState is an edge that the walk has gone along.
type checkState struct{ from, to *ssa.BasicBlock }

// Bounds of one walk.
const (
	maxCheckWalk = 500 // edges
)

// run walks from the call and reports whether it came to an end.
func (w *checkWalk) run(call *ssa.Call, verdict ssa.Value, values []ssa.Value) bool {
	w.verdicts, w.values, w.cells = make(map[ssa.Value]bool), make(map[ssa.Value]bool), make(map[ssa.Value]int)
	if verdict != nil {
		w.verdicts[verdict] = true
	}
	for _, v := range values {
		w.values[v] = true
	}
	block := call.Block()
	begin := slices.Index(block.Instrs, ssa.Instruction(call)) + 1
	work := w.block(block, begin, call)
	for len(work) > 0 {
		state := work[0]
		work = work[1:]
		if w.seen[state] || state.to == block {
			continue // around a loop, the call runs again
		}
		w.seen[state] = true
		if len(w.seen) > maxCheckWalk {
			return false
		}
		w.enter(state)
		work = append(work, w.block(state.to, 0, call)...)
	}
	return true
}

// enter takes over what the φs of a block get along an edge.
func (w *checkWalk) enter(state checkState) {
	edge := slices.Index(state.to.Preds, state.from)
	for _, instr := range state.to.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok || edge < 0 {
			return
		}
		if w.verdicts[phi.Edges[edge]] {
			w.verdicts[phi] = true
		}
		if w.values[phi.Edges[edge]] {
			w.values[phi] = true
		}
	}
}

// block looks at the instructions of a block and returns the edges on which nothing is
// known yet.
func (w *checkWalk) block(block *ssa.BasicBlock, begin int, call *ssa.Call) []checkState {
	for _, instr := range block.Instrs[begin:] {
		if neverReturns(instr, maxExitCalls) {
			return nil
		}
		w.instruction(instr)
	}
	var next []checkState
	for _, successor := range w.unchecked(block) {
		next = append(next, checkState{block, successor})
	}
	return next
}

func (w *checkWalk) instruction(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.DebugRef, *ssa.Phi, *ssa.Extract:
		return
	case *ssa.Store:
		if cell, ok := instr.Addr.(*ssa.Alloc); ok {
			delete(w.cells, cell)
			switch {
			case w.verdicts[instr.Val]:
				w.cells[cell] = isVerdict
			case w.values[instr.Val]:
				w.cells[cell] = isResult
			}
			return
		}
		if cell := structAt(instr.Addr); cell != nil && w.values[instr.Val] {
			w.cells[cell] = isResult // what is read of the struct may be it
		}
	case *ssa.UnOp:
		if cell, ok := instr.X.(*ssa.Alloc); ok && instr.Op == token.MUL {
			w.loaded(instr, w.cells[cell])
			return
		}
	case *ssa.ChangeType, *ssa.Convert, *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.Slice:
		if w.among(instr, w.values) {
			w.values[instr.(ssa.Value)] = true
			return // what is made of it, and not yet what is done with it
		}
	case *ssa.BinOp:
		if ir.IsNil(instr.X) || ir.IsNil(instr.Y) {
			return // a question whether there is one
		}
	}
	if w.among(instr, w.values) && !w.among(instr, w.verdicts) {
		w.reported[instr] = true
	}
}

// structAt returns the local struct that an address leads into, or nil.
func structAt(address ssa.Value) *ssa.Alloc {
	field, ok := address.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	cell, _ := field.X.(*ssa.Alloc)
	return cell
}

func (w *checkWalk) loaded(load *ssa.UnOp, what int) {
	switch what {
	case isVerdict:
		w.verdicts[load] = true
	case isResult:
		w.values[load] = true
	}
}

func (w *checkWalk) among(instr ssa.Instruction, set map[ssa.Value]bool) bool {
	for _, operand := range instr.Operands(nil) {
		if *operand != nil && set[*operand] {
			return true
		}
	}
	return false
}

// unchecked returns the blocks that run next without knowing that the call went well.
func (w *checkWalk) unchecked(block *ssa.BasicBlock) []*ssa.BasicBlock {
	branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
	if !ok {
		return block.Succs
	}
	condition, negated := branch.Cond, false
	if not, ok := condition.(*ssa.UnOp); ok && not.Op == token.NOT {
		condition, negated = not.X, true
	}
	if w.verdicts[condition] { // a bool: true says that it went well
		return block.Succs[boolIndex(!negated):][:1]
	}
	comparison, ok := condition.(*ssa.BinOp)
	if !ok || !(w.verdicts[comparison.X] && ir.IsNil(comparison.Y) || w.verdicts[comparison.Y] && ir.IsNil(comparison.X)) {
		return block.Succs
	}
	wellIfTrue := (comparison.Op == token.EQL) != negated
	return block.Succs[boolIndex(wellIfTrue):][:1]
}

// boolIndex is the number of the branch that is taken if a condition that says that all
// went well is not met: the second if it is met by true.
func boolIndex(wellIfTrue bool) int {
	if wellIfTrue {
		return 1
	}
	return 0
}
