// Package curve answers questions about arithmetic on elliptic curves: which points come
// from outside and are used without a check, and what a program does itself with the
// numbers of a key.
package curve

import (
	"go/types"
	"slices"
	"sync"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// Finder finds points and numbers of keys in one package. Like the graph, it may be used
// by several goroutines.
type Finder struct {
	*uses.Finder // nil: nothing in the package is worth a question
	mu           sync.Locker
}

// New returns a finder for the package of a graph.
func New(graph *flow.Graph) *Finder {
	e, mu := graph.Engine()
	return &Finder{Finder: e, mu: mu}
}

// calls returns the calls of the package, in the order of the functions in the files.
func (f *Finder) calls() []*ssa.Call {
	var found []*ssa.Call
	for _, fn := range f.Funcs {
		for instr := range ir.Instructions(fn) {
			if call, ok := instr.(*ssa.Call); ok {
				found = append(found, call)
			}
		}
	}
	return found
}

// tells reports whether a function can say by its last result that something is wrong.
func tells(signature *types.Signature) bool {
	if signature.Results().Len() == 0 {
		return false
	}
	return ir.TellsSuccess(signature.Results().At(signature.Results().Len() - 1).Type())
}

// parametersFor returns the parameters of a function of the package that get a value in a call.
func (f *Finder) parametersFor(call ssa.CallInstruction, v ssa.Value) []*ssa.Parameter {
	callee := ir.OriginOf(call.Common().StaticCallee())
	if !f.HasBody(callee) {
		return nil
	}
	var found []*ssa.Parameter
	for i, argument := range call.Common().Args {
		if argument == v && i < len(callee.Params) {
			found = append(found, callee.Params[i])
		}
	}
	return found
}

// around returns a function, those of the package that call it, and those that hold it,
// which may check what it makes.
func (f *Finder) around(fn *ssa.Function) []*ssa.Function {
	found := []*ssa.Function{fn}
	from := 0
	for range maxCallers {
		next := found[from:]
		from = len(found)
		for _, callee := range next {
			callers := []*ssa.Function{callee.Parent()}
			for _, call := range f.Callers[callee] {
				callers = append(callers, call.Parent())
			}
			for _, caller := range callers {
				if caller != nil && !slices.Contains(found, caller) {
					found = append(found, caller)
				}
			}
		}
	}
	return found
}

// Bounds of the search for a check.
const (
	maxCallers = 3 // functions up from the one that makes a point
	maxCallees = 3 // and down from each of them
)

// searchFrom reports whether one of the functions, or one that it calls in this package,
// has an instruction that is wanted.
func (f *Finder) searchFrom(functions []*ssa.Function, wanted func(ssa.Instruction) bool) bool {
	seen := make(map[*ssa.Function]bool)
	var search func(fn *ssa.Function, depth int) bool
	search = func(fn *ssa.Function, depth int) bool {
		if fn == nil || seen[fn] || depth < 0 {
			return false
		}
		seen[fn] = true
		for instr := range ir.Instructions(fn) {
			if wanted(instr) {
				return true
			}
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if callee := ir.OriginOf(call.Common().StaticCallee()); f.HasBody(callee) && search(callee, depth-1) {
				return true
			}
		}
		return slices.ContainsFunc(fn.AnonFuncs, func(inner *ssa.Function) bool { return search(inner, depth) })
	}
	return slices.ContainsFunc(functions, func(fn *ssa.Function) bool { return search(fn, maxCallees) })
}
