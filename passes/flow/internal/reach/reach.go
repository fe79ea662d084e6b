// Package reach follows values onward: into variables and fields, through calls and closures,
// into the objects that they become a part of, and out of these again. It is asked where an
// object goes that is nothing but handed on, such as an HTTP client. The order in which things
// happen does not count, and what values are is not asked.
package reach

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// maxReached bounds the values through which one is followed.
const maxReached = 5000

// A Set is what a value reaches.
type Set struct {
	Values []ssa.Value // in the order in which they were found, itself first
	Leaves bool        // code that is not in sight gets it, too, or there is too much to follow

	walker
}

// walker follows the values of a set.
type walker struct {
	*uses.Finder
	through func(ssa.Value) bool
	seen    map[ssa.Value]bool
	keys    map[string]bool
	calls   map[*ssa.Function][]ssa.Value // the calls of each function; nil until somebody asks
}

// From returns what values reach, in the package of a finder. It goes on from those values only
// that through accepts; nil accepts all. A field of a type of this package is followed by its
// name, in all objects of the type. The objects of other packages are what is put into them:
// what their methods return comes from there.
func From(f *uses.Finder, through func(ssa.Value) bool, from ...ssa.Value) *Set {
	s := &Set{walker: walker{Finder: f, through: through, seen: make(map[ssa.Value]bool), keys: make(map[string]bool)}}
	for _, v := range from {
		s.add(v)
	}
	for i := 0; i < len(s.Values); i++ { // it grows
		if i == maxReached {
			s.Leaves = true
			break
		}
		s.follow(s.Values[i])
	}
	return s
}

// Holds reports whether a value is among those that were reached.
func (s *Set) Holds(v ssa.Value) bool { return s.seen[v] }

func (s *Set) add(v ssa.Value) {
	if !s.seen[v] && !ir.TellsSuccess(v.Type()) && (s.through == nil || s.through(v)) {
		s.seen[v] = true
		s.Values = append(s.Values, v)
	}
}

// follow adds what a value goes into by one step.
func (s *Set) follow(v ssa.Value) {
	switch v := v.(type) {
	case *ssa.Global:
		s.Leaves = s.Leaves || token.IsExported(v.Name())
		for _, use := range s.Globals[v] {
			s.use(v, use.Instr)
		}
		return
	case *ssa.FreeVar:
		s.captured(v)
	case *ssa.FieldAddr:
		s.field(v)
	}
	if v.Referrers() == nil {
		return
	}
	for _, use := range *v.Referrers() {
		s.use(v, use)
	}
}

// field adds the fields of the name at an address, in all objects of a type of this package.
func (s *Set) field(address *ssa.FieldAddr) {
	key := s.ownKey(address)
	if key == "" || s.keys[key] {
		return
	}
	s.keys[key] = true
	s.Leaves = s.Leaves || token.IsExported(location.LastField(key))
	for _, other := range s.Fields[key] {
		s.add(other)
	}
	for _, fn := range s.Funcs {
		for instr := range ir.Instructions(fn) {
			if load, ok := instr.(*ssa.Field); ok && ir.FieldKey(load.X.Type(), load.Field) == key {
				s.add(load)
			}
		}
	}
}

// ownKey names the field at an address if its type is of this package.
func (s *Set) ownKey(address *ssa.FieldAddr) string {
	named := ir.NamedOf(address.X.Type())
	if named == nil || named.Obj().Pkg() != s.Pass.Pkg {
		return ""
	}
	return ir.AddressKey(address)
}

// captured adds the variable that a closure has captured.
func (s *Set) captured(v *ssa.FreeVar) {
	for _, made := range s.Closures[v.Parent()] {
		for i, inner := range v.Parent().FreeVars {
			if inner == v && i < len(made.Bindings) {
				s.add(made.Bindings[i])
			}
		}
	}
}

// use adds what an instruction makes of a value.
func (s *Set) use(v ssa.Value, use ssa.Instruction) {
	switch use := use.(type) {
	case *ssa.Store:
		if use.Val == v {
			s.store(use.Addr)
		}
	case *ssa.MapUpdate:
		if use.Value == v {
			s.add(use.Map)
		}
	case *ssa.Send:
		if use.X == v {
			s.add(use.Chan)
		}
	case *ssa.MakeClosure:
		s.capture(v, use)
	case *ssa.Return:
		s.returned(v, use)
	case ssa.CallInstruction:
		s.call(v, use)
	case *ssa.FieldAddr:
		if s.ownKey(use) == "" {
			s.add(use)
		}
	case *ssa.Field:
		if named := ir.NamedOf(use.X.Type()); named == nil || named.Obj().Pkg() != s.Pass.Pkg {
			s.add(use)
		}
	case *ssa.BinOp:
	case ssa.Value:
		s.add(use)
	}
}

// store adds where a value is stored: a variable, a field, and the object that it becomes a
// part of.
func (s *Set) store(address ssa.Value) {
	s.add(address)
	switch address := address.(type) {
	case *ssa.FieldAddr:
		s.store(address.X)
	case *ssa.IndexAddr:
		s.store(address.X)
	}
}

func (s *Set) capture(v ssa.Value, made *ssa.MakeClosure) {
	fn := made.Fn.(*ssa.Function)
	for i, binding := range made.Bindings {
		if binding == v && i < len(fn.FreeVars) && len(fn.Blocks) > 0 {
			s.add(fn.FreeVars[i])
		}
	}
}

// returned adds what the calls of a function return.
func (s *Set) returned(v ssa.Value, ret *ssa.Return) {
	fn := ret.Parent()
	s.Leaves = s.Leaves || !s.OnlyCalled(fn)
	for _, call := range s.callsOf(fn) {
		for i, result := range ret.Results {
			if result != v {
				continue
			}
			if one, ok := call.(*ssa.Call); ok && len(ret.Results) > 1 {
				if taken := ir.ResultAt(one, i); taken != nil {
					s.add(taken)
				}
			} else {
				s.add(call)
			}
		}
	}
}

// callsOf returns the calls that may run a function, as values.
func (s *Set) callsOf(fn *ssa.Function) []ssa.Value {
	if s.calls == nil {
		s.calls = make(map[*ssa.Function][]ssa.Value)
		for _, caller := range s.Funcs {
			for instr := range ir.Instructions(caller) {
				if call, ok := instr.(*ssa.Call); ok {
					for _, t := range s.Targets(call) {
						s.calls[t.Fn] = append(s.calls[t.Fn], call)
					}
				}
			}
		}
	}
	return s.calls[fn]
}

// call adds the parameters of the functions of this package that get a value, and what others
// return.
func (s *Set) call(v ssa.Value, call ssa.CallInstruction) {
	if builtin, ok := call.Common().Value.(*ssa.Builtin); ok {
		if builtin.Name() == "append" {
			s.add(call.Value())
		}
		return
	}
	targets := s.Targets(call)
	elsewhere := len(targets) == 0
	for _, t := range targets {
		if !s.HasBody(t.Fn) {
			elsewhere = true
			continue
		}
		for i, operand := range t.Operands() {
			if operand == v && i < len(t.Fn.Params) {
				s.add(t.Fn.Params[i])
			}
		}
	}
	result, ok := call.(*ssa.Call)
	if !ok || !elsewhere && !call.Common().IsInvoke() {
		return
	}
	if tuple, several := result.Type().(*types.Tuple); !several || tuple.Len() > 0 {
		s.add(result)
	}
}

// Sources returns what else is the object that a value is, as far as that is loaded from
// variables and fields, and passed by callers: all that refers to it. Given reports whether it
// may be one that code out of sight has passed, or a function of another package returns.
func Sources(f *uses.Finder, v ssa.Value) (all []ssa.Value, given bool) {
	seen := make(map[ssa.Value]bool)
	var visit func(ssa.Value)
	visit = func(v ssa.Value) {
		if seen[v] || len(seen) == maxReached {
			return
		}
		seen[v] = true
		all = append(all, v)
		switch v := v.(type) {
		case *ssa.Phi:
			for _, edge := range v.Edges {
				visit(edge)
			}
		case *ssa.TypeAssert:
			visit(v.X)
		case *ssa.ChangeInterface:
			visit(v.X)
		case *ssa.MakeInterface:
			visit(v.X)
		case *ssa.ChangeType:
			visit(v.X)
		case *ssa.Extract:
			visit(v.Tuple)
		case *ssa.UnOp:
			if v.Op == token.MUL {
				visit(v.X)
			}
		case *ssa.Call:
			callee := v.Call.StaticCallee()
			given = given || callee != nil && callee.Signature.Recv() == nil && !f.HasBody(callee)
		case *ssa.Parameter:
			given = given || !f.OnlyCalled(v.Parent())
			for _, passed := range f.Arguments(v) {
				visit(passed)
			}
		}
	}
	visit(v)
	return all, given
}
