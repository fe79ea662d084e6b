package ir

import "golang.org/x/tools/go/ssa"

// Reached returns the blocks that control gets to from a block, itself among them, along the
// edges that it may follow.
func Reached(from *ssa.BasicBlock, follows func(from, to *ssa.BasicBlock) bool) map[*ssa.BasicBlock]bool {
	reached := map[*ssa.BasicBlock]bool{from: true}
	for work := []*ssa.BasicBlock{from}; len(work) > 0; {
		block := work[len(work)-1]
		work = work[:len(work)-1]
		for _, next := range block.Succs {
			if !reached[next] && follows(block, next) {
				reached[next] = true
				work = append(work, next)
			}
		}
	}
	return reached
}

// Reaches reports whether a way leads from one block to another.
func Reaches(from, to *ssa.BasicBlock) bool {
	return Reached(from, func(_, _ *ssa.BasicBlock) bool { return true })[to]
}
