package flow

import (
	"go/ast"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// ReadBefore returns the places where a function reads one field of a struct and only ever
// afterwards another of the same struct, each with its import path and type:
// "example.com/mail.Message.Error". It returns nothing where the struct goes elsewhere, so
// that others may read it.
func (g *Graph) ReadBefore(early, late string) []ast.Node {
	if g.e == nil {
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	var places []ast.Node
	for _, fn := range g.e.Funcs {
		reads := make(map[ssa.Value]*fieldReads)
		for instr := range ir.Instructions(fn) {
			address, ok := instr.(*ssa.FieldAddr)
			if !ok {
				continue
			}
			key := ir.FieldKey(address.X.Type(), address.Field)
			if key != early && key != late {
				continue
			}
			r := reads[address.X]
			if r == nil {
				r = &fieldReads{}
				reads[address.X] = r
			}
			if key == early {
				r.early = append(r.early, address)
			} else {
				r.late = append(r.late, address)
			}
		}
		for object, r := range reads {
			if len(r.late) > 0 && onlyFields(object) {
				for _, address := range r.first() {
					if node := g.e.Nodes[address.Pos()]; node != nil {
						places = append(places, node)
					} else {
						places = append(places, ir.Place(address.Pos()))
					}
				}
			}
		}
	}
	slices.SortFunc(places, func(a, b ast.Node) int { return int(a.Pos() - b.Pos()) })
	return places
}

// fieldReads are where a function reads two fields of one struct.
type fieldReads struct{ early, late []*ssa.FieldAddr }

// first returns the early reads that come before every late one, if no early read comes
// after a late one.
func (r *fieldReads) first() []*ssa.FieldAddr {
	var found []*ssa.FieldAddr
	for _, early := range r.early {
		before := true
		for _, late := range r.late {
			if mayFollow(early, late) {
				return nil
			}
			before = before && comesBefore(early, late)
		}
		if before {
			found = append(found, early)
		}
	}
	return found
}

func comesBefore(a, b ssa.Instruction) bool {
	if a.Block() != b.Block() {
		return a.Block().Dominates(b.Block())
	}
	return slices.Index(a.Block().Instrs, a) < slices.Index(b.Block().Instrs, b)
}

// mayFollow reports whether some way leads from b to a.
func mayFollow(a, b ssa.Instruction) bool {
	if a.Block() == b.Block() && comesBefore(b, a) {
		return true
	}
	seen := make(map[*ssa.BasicBlock]bool)
	next := slices.Clone(b.Block().Succs)
	for len(next) > 0 {
		block := next[len(next)-1]
		next = next[:len(next)-1]
		if block == a.Block() {
			return true
		}
		if !seen[block] {
			seen[block] = true
			next = append(next, block.Succs...)
		}
	}
	return false
}

// onlyFields reports whether a function uses a struct for nothing but its fields, and
// comparisons.
func onlyFields(object ssa.Value) bool {
	for _, user := range *object.Referrers() {
		switch user.(type) {
		case *ssa.FieldAddr, *ssa.BinOp, *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}
