// Package order answers what comes before what in the control flow of one
// function: positions of instructions in their blocks, loops, dominance.
package order

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Function holds the order of one function's instructions. It is immutable.
type Function struct {
	index map[ssa.Instruction]int   // of those in long blocks
	loops []*Loop                   // outer loops before inner ones is not promised
	inner map[*ssa.BasicBlock]*Loop // the innermost loop of a block
}

// Loop is a natural loop.
type Loop struct {
	Header *ssa.BasicBlock
	Blocks map[*ssa.BasicBlock]bool
}

// New computes the order of a function that has a body.
func New(fn *ssa.Function) *Function {
	f := &Function{
		index: make(map[ssa.Instruction]int),
		inner: make(map[*ssa.BasicBlock]*Loop),
	}
	for _, block := range fn.Blocks {
		if len(block.Instrs) <= longBlock {
			continue
		}
		for i, instr := range block.Instrs {
			f.index[instr] = i
		}
	}
	f.findLoops(fn)
	return f
}

// longBlock is how many instructions of a block are looked through one by one. Most blocks
// have fewer.
const longBlock = 32

// Index is the place of an instruction in its block.
func (f *Function) Index(instr ssa.Instruction) int {
	if instrs := instr.Block().Instrs; len(instrs) <= longBlock {
		return slices.Index(instrs, instr)
	}
	return f.index[instr]
}

// Precedes reports whether a runs before b whenever b runs.
func (f *Function) Precedes(a, b ssa.Instruction) bool {
	if a.Block() == b.Block() {
		return f.Index(a) < f.Index(b)
	}
	return a.Block().Dominates(b.Block())
}

// InnermostLoop returns the smallest loop that holds the block, or nil.
func (f *Function) InnermostLoop(block *ssa.BasicBlock) *Loop { return f.inner[block] }

// findLoops finds the natural loop of each back edge; back edges to one header
// make one loop.
func (f *Function) findLoops(fn *ssa.Function) {
	for _, header := range fn.Blocks {
		var loop *Loop
		for _, latch := range header.Preds {
			if !header.Dominates(latch) {
				continue
			}
			if loop == nil {
				loop = &Loop{Header: header, Blocks: map[*ssa.BasicBlock]bool{header: true}}
			}
			loop.add(latch)
		}
		if loop == nil {
			continue
		}
		f.loops = append(f.loops, loop)
		for block := range loop.Blocks {
			if best := f.inner[block]; best == nil || len(loop.Blocks) < len(best.Blocks) {
				f.inner[block] = loop
			}
		}
	}
}

// add adds the blocks from which the latch is reached without the header.
func (l *Loop) add(latch *ssa.BasicBlock) {
	work := []*ssa.BasicBlock{latch}
	for len(work) > 0 {
		block := work[len(work)-1]
		work = work[:len(work)-1]
		if l.Blocks[block] {
			continue
		}
		l.Blocks[block] = true
		work = append(work, block.Preds...)
	}
}
