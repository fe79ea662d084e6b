package callee

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/lexicon"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// Finder finds what calls of one package may run.
type Finder struct {
	program *ir.Program
	facts   *fact.Reader
}

// New returns a finder for a program, which reads facts about its imports.
func New(p *ir.Program, facts *fact.Reader) *Finder { return &Finder{p, facts} }

// Static makes the target of a call whose function is known, which may be a
// method value.
func (f *Finder) Static(fn *ssa.Function, common *ssa.CallCommon) *Target {
	if closure, ok := common.Value.(*ssa.MakeClosure); ok && ir.IsBound(fn) {
		if object, ok := fn.Object().(*types.Func); ok { // a bound method
			t := &Target{Object: object.Origin(), Receiver: closure.Bindings[0], Args: common.Args}
			t.Fn = ir.OriginOf(f.program.Pkg.Prog.FuncValue(t.Object))
			t.Row = f.RowOf(t.Object)
			return t
		}
	}
	return f.Function(fn, common.Args)
}

// Function makes the target of a function that is called with those operands.
func (f *Finder) Function(fn *ssa.Function, operands []ssa.Value) *Target {
	fn = ir.OriginOf(fn)
	t := &Target{Fn: fn, Args: operands}
	object, ok := fn.Object().(*types.Func)
	if !ok {
		return t
	}
	t.Object = object.Origin()
	if t.Object.Signature().Recv() != nil && !ir.IsBound(fn) && len(operands) > 0 {
		t.Receiver, t.Args = operands[0], operands[1:] // also of a method expression
	}
	t.Row = f.RowOf(t.Object)
	return t
}

// OfValue makes the target of a call of a function that is a value: a function, a
// closure, a method expression, or a method value with the receiver that it is bound to.
func (f *Finder) OfValue(o *value.Origin, operands []ssa.Value) *Target {
	object, isMethod := o.Fn.Object().(*types.Func)
	if !isMethod || !ir.IsBound(o.Fn) {
		return f.Function(o.Fn, operands)
	}
	t := &Target{Object: object.Origin(), Args: operands, Bound: &Bound{value.Value{o.Of}}}
	t.Fn = ir.OriginOf(f.program.Pkg.Prog.FuncValue(t.Object))
	t.Row = f.RowOf(t.Object)
	return t
}

// Methods returns what a call of an interface method may run: what the table
// says of the interface, or else the implementations that this package makes
// interface values of.
func (f *Finder) Methods(common *ssa.CallCommon) []*Target {
	if row := f.program.Table.Func(common.Method); row != nil {
		return []*Target{{Object: common.Method, Receiver: common.Value, Args: common.Args, Row: row}}
	}
	shown := f.concreteTypes(common.Value, 4)
	if parameter, ok := types.Unalias(common.Value.Type()).(*types.TypeParam); ok {
		shown = f.program.TypeArguments[parameter]
	}
	concrete := shown
	if concrete == nil {
		concrete = f.Implementations(common.Value.Type())
	}
	var found []*Target
	for _, t := range concrete {
		selection := f.program.Pkg.Prog.MethodSets.MethodSet(t).Lookup(common.Method.Pkg(), common.Method.Name())
		if selection == nil {
			continue
		}
		object := selection.Obj().(*types.Func).Origin()
		found = append(found, &Target{
			Fn:       ir.OriginOf(f.program.Pkg.Prog.FuncValue(object)),
			Object:   object,
			Receiver: common.Value,
			Args:     common.Args,
			Row:      f.RowOf(object),
		})
	}
	if shown == nil {
		if told := f.describedMethod(common.Method, common.Value, common.Args); told != nil {
			found = append(found, told)
		}
	}
	if len(found) == 0 {
		return f.lookalike(common)
	}
	return found
}

// lookalike takes a method of an interface that the program declares for that of
// an interface in the table which satisfies it: an interface with the Encrypt and
// BlockSize of cipher.Block is made for ciphers.
func (f *Finder) lookalike(common *ssa.CallCommon) []*Target {
	declared, ok := common.Value.Type().Underlying().(*types.Interface)
	if !ok || declared.NumMethods() < 2 || common.Method.Pkg() != f.program.Pass.Pkg {
		return nil
	}
	for _, imported := range f.program.Pass.Pkg.Imports() {
		if !f.program.Table.Modelled(imported.Path()) {
			continue
		}
		for _, name := range imported.Scope().Names() {
			object, ok := imported.Scope().Lookup(name).(*types.TypeName)
			if !ok || !types.IsInterface(object.Type()) || !types.Satisfies(object.Type(), declared) {
				continue
			}
			method, _, _ := types.LookupFieldOrMethod(object.Type(), false, nil, common.Method.Name())
			fn, ok := method.(*types.Func)
			if !ok {
				continue
			}
			if row := f.program.Table.Func(fn); row != nil && len(row.Args) > 0 {
				return []*Target{{Object: fn, Receiver: common.Value, Args: common.Args, Row: row}}
			}
		}
	}
	return nil
}

// concreteTypes returns the types that an interface value may hold where the
// function itself shows them all, or nil.
func (f *Finder) concreteTypes(v ssa.Value, depth int) []types.Type {
	if depth == 0 {
		return nil
	}
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return []types.Type{v.X.Type()}
	case *ssa.ChangeInterface:
		return f.concreteTypes(v.X, depth-1)
	case *ssa.Phi:
		var all []types.Type
		for _, edge := range v.Edges {
			some := f.concreteTypes(edge, depth-1)
			if some == nil {
				return nil
			}
			all = append(all, some...)
		}
		return all
	}
	return nil
}

// Implementations returns the types that become interface values in this package and
// implement the interface. An exported interface may have others. What only tests put in the
// place of the real one is none of them.
func (f *Finder) Implementations(t types.Type) []types.Type {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok || iface.NumMethods() == 0 {
		return nil
	}
	if named := ir.NamedOf(t); named == nil || named.Obj().Pkg() != f.program.Pass.Pkg && !f.facts.DescribesInterface(named) {
		return nil
	}
	var found []types.Type
	for _, concrete := range slices.Concat(f.program.Concrete, f.program.Foreign) {
		if types.Implements(concrete, iface) && !standIn(concrete) {
			found = append(found, concrete)
		}
		if len(found) > MaxTargets {
			break // too many, however many there are
		}
	}
	return found
}

func standIn(t types.Type) bool {
	named := ir.NamedOf(t)
	return named != nil && lexicon.StandIn(named.Obj().Name())
}
