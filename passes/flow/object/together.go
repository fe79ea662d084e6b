package object

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
)

// Called returns the objects of which one of the methods is called, or becomes a value, each
// with its import path: "golang.org/x/crypto/acme/autocert.Manager.TLSConfig". Their fields
// are looked at where the function returns: the method may be called until then and later.
func (f *Finder) Called(methods ...string) []*Object {
	if f.Finder == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	var found []*Object
	for _, fn := range f.Funcs {
		for instr := range ir.Instructions(fn) {
			method, receiver := methodOf(instr)
			if method == nil || !slices.Contains(methods, ir.SymbolOf(method)) {
				continue
			}
			found = append(found, &Object{
				Type: typeName(receiver.Type()), How: Called, API: method.Name(), Symbol: ir.SymbolOf(method),
				finder: f, operand: receiver, instr: instr, at: lastReturn(instr),
			})
		}
	}
	return found
}

// methodOf returns the method that an instruction calls or makes a value of, and its
// receiver, or nil.
func methodOf(instr ssa.Instruction) (*types.Func, ssa.Value) {
	switch instr := instr.(type) {
	case ssa.CallInstruction:
		callee := instr.Common().StaticCallee()
		if callee == nil || callee.Signature.Recv() == nil || len(instr.Common().Args) == 0 {
			return nil, nil
		}
		method, _ := callee.Object().(*types.Func)
		return method, instr.Common().Args[0]
	case *ssa.MakeClosure:
		if bound, ok := instr.Fn.(*ssa.Function); ok && ir.IsBound(bound) && len(instr.Bindings) == 1 {
			method, _ := bound.Object().(*types.Func)
			return method, instr.Bindings[0]
		}
	}
	return nil, nil
}

// Beside returns the object that is another argument of the same call, or nil.
func (o *Object) Beside(all []*Object, argument int) *Object {
	i := slices.IndexFunc(all, func(other *Object) bool {
		return other.instr == o.instr && other.Argument == argument && other.How == o.How
	})
	if i < 0 {
		return nil
	}
	return all[i]
}

// Together returns two objects that one call gets, as each caller passes them: where they
// are parameters of a function all of whose callers are known, the objects are those of the
// callers. Otherwise it returns the two as they are.
func (o *Object) Together(other *Object) [][2]*Object {
	o.finder.mu.Lock()
	defer o.finder.mu.Unlock()
	return o.finder.together(o, other, eval.MaxCallerHops)
}

func (f *Finder) together(a, b *Object, hops int) [][2]*Object {
	first, use := a.outermost()
	second, _ := b.outermost()
	fn := use.Parent()
	i, j := parameterOf(fn, first), parameterOf(fn, second)
	if hops == 0 || i < 0 || !f.OnlyCalled(fn) {
		return [][2]*Object{{a, b}}
	}
	var all [][2]*Object
	for _, call := range f.Callers[fn] {
		for _, t := range f.Targets(call) {
			operands := t.Operands()
			if t.Fn != fn || max(i, j) >= len(operands) {
				continue
			}
			left, right := a.passedBy(passage{call, t, operands[i]}), b
			if j >= 0 {
				right = b.passedBy(passage{call, t, operands[j]})
			}
			all = append(all, f.together(left, right, hops-1)...)
		}
	}
	return all
}

// parameterOf returns which parameter of a function a value is, or -1.
func parameterOf(fn *ssa.Function, v ssa.Value) int {
	return slices.IndexFunc(fn.Params, func(p *ssa.Parameter) bool { return p == v })
}

// passage is a call that hands an object to the function that uses it, or to one that
// hands it on.
type passage struct {
	call    ssa.CallInstruction
	target  *eval.Target
	operand ssa.Value
}

// passedBy is the object as a caller passes it.
func (o *Object) passedBy(p passage) *Object {
	passed := *o
	passed.callers = append(slices.Clip(o.callers), p)
	return &passed
}

// outermost returns the object as the first of the callers has it, and what the caller does
// with it.
func (o *Object) outermost() (ssa.Value, ssa.Instruction) {
	if len(o.callers) == 0 {
		return o.operand, o.instr
	}
	last := o.callers[len(o.callers)-1]
	return last.operand, last.call
}

// Apart reports whether two objects that one call gets are certain to be different.
func (o *Object) Apart(other *Object) bool {
	o.finder.mu.Lock()
	defer o.finder.mu.Unlock()
	mine, _ := o.outermost()
	theirs, _ := other.outermost()
	for _, left := range o.finder.Regions(mine) {
		for _, right := range o.finder.Regions(theirs) {
			if same(left, right) {
				return false
			}
		}
	}
	return true
}

// same reports whether two places in memory may be the same: callers may pass one object
// for two parameters.
func same(a, b location.Region) bool {
	if a.Path != b.Path {
		return false
	}
	first, passed := a.Root.(*ssa.Parameter)
	second, both := b.Root.(*ssa.Parameter)
	return a.Root == b.Root || passed && both && types.Identical(first.Type(), second.Type())
}
