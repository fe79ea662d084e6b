// Package provenance reads from the instructions what a value was taken from: what it is a
// copy of, out of which field, by which key, from which pieces. It evaluates nothing, so it
// knows less than eval; but it knows what the program calls things.
package provenance

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// Plain takes off what does not change which text or which bytes a value is:
// conversions, cuts, loads, and what it is wrapped in. A variable that is only ever
// stored what was cut from it got its first content by its address, from a decoder for
// example: it is where the way ends.
func Plain(v ssa.Value) ssa.Value {
	var passed []*ssa.Alloc
	for {
		switch w := v.(type) {
		case *ssa.Convert:
			v = w.X
		case *ssa.ChangeType:
			v = w.X
		case *ssa.MakeInterface:
			v = w.X
		case *ssa.TypeAssert:
			v = w.X
		case *ssa.Slice:
			v = w.X
		case *ssa.Extract:
			if _, ok := w.Tuple.(*ssa.TypeAssert); !ok {
				return v
			}
			v = w.Tuple
		default: // a local variable that is loaded, or of which a part is taken
			cell := localVariable(v)
			if cell == nil || slices.Contains(passed, cell) {
				return v
			}
			stored := OnlyStore(cell)
			if stored == nil {
				return v
			}
			passed, v = append(passed, cell), stored
		}
	}
}

// localVariable returns the local variable that a value is the address or the content of, or nil.
func localVariable(v ssa.Value) *ssa.Alloc {
	if load, ok := v.(*ssa.UnOp); ok {
		v = load.X
	}
	cell, _ := v.(*ssa.Alloc)
	return cell
}

// OnlyStore returns the one value that is ever stored in a local variable as a whole, or nil.
func OnlyStore(cell *ssa.Alloc) ssa.Value {
	var stored ssa.Value
	for _, user := range *cell.Referrers() {
		if store, ok := user.(*ssa.Store); ok && store.Addr == cell {
			if stored != nil {
				return nil
			}
			stored = store.Val
		}
	}
	return stored
}

// maxBelow bounds the steps from a part of an object to where the object was taken from.
const maxBelow = 10

// holders yields what a value was taken out of, step by step: the field, the object with
// the field, the list with the object.
func holders(v ssa.Value) []ssa.Value {
	var all []ssa.Value
	for range maxBelow {
		v = Plain(v)
		all = append(all, v)
		switch w := v.(type) {
		case *ssa.UnOp:
			v = w.X
		case *ssa.FieldAddr:
			v = w.X
		case *ssa.Field:
			v = w.X
		case *ssa.IndexAddr:
			v = w.X
		case *ssa.Index:
			v = w.X
		case *ssa.Lookup:
			v = w.X
		case *ssa.Extract:
			v = w.Tuple
		case *ssa.Next:
			v = w.Iter
		case *ssa.Range:
			v = w.X
		case *ssa.Call:
			switch { // a getter
			case w.Call.IsInvoke() && len(w.Call.Args) == 0:
				v = w.Call.Value
			case w.Call.StaticCallee() != nil && w.Call.Signature().Recv() != nil && len(w.Call.Args) == 1:
				v = w.Call.Args[0]
			default:
				return all
			}
		default:
			return all
		}
	}
	return all
}

// LookedUp reports whether a value was found by a key that somebody gave: an entry of a
// map, a record that a store or a cache returned.
func LookedUp(v ssa.Value) bool {
	return foundBy(v, func(key ssa.Value) bool {
		_, param := Plain(key).(*ssa.Parameter)
		return param && ir.CarriesSecret(key.Type())
	})
}

// FoundByText reports whether a value was found by a text that is not written in the
// program, whoever gave it: the record of a user with a name.
func FoundByText(v ssa.Value) bool {
	return foundBy(v, func(key ssa.Value) bool { return ir.IsString(key.Type()) && !IsConst(Plain(key)) })
}

func foundBy(v ssa.Value, isKey func(ssa.Value) bool) bool {
	return v != nil && slices.ContainsFunc(holders(v), func(h ssa.Value) bool {
		switch h := h.(type) {
		case *ssa.Lookup:
			return ir.IsString(h.Index.Type()) && !IsConst(h.Index) && !ir.IsString(h.X.Type())
		case *ssa.Call:
			return slices.ContainsFunc(h.Call.Args, isKey)
		}
		return false
	})
}

// Computed reports whether a value is what a function made of a text or of bytes that are
// not written in the program.
func Computed(v ssa.Value) bool {
	if v == nil {
		return false
	}
	call, ok := Plain(v).(*ssa.Call)
	return ok && slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool { return ir.CarriesSecret(arg.Type()) && !IsConst(Plain(arg)) })
}

// IsConst reports whether a value is written in the code.
func IsConst(v ssa.Value) bool {
	_, ok := v.(*ssa.Const)
	return ok
}

// Searched reports whether a value is, or is a part of, one element of a collection that
// a loop goes through.
func Searched(v ssa.Value) bool {
	return v != nil && slices.ContainsFunc(holders(v), func(h ssa.Value) bool {
		switch h := h.(type) {
		case *ssa.Next:
			return true
		case *ssa.IndexAddr:
			return !IsConst(h.Index)
		}
		return false
	})
}

// KeptAs returns the names of the fields and package variables that a value was taken
// out of, the nearest first: of accounts for an entry of accounts. What is in a field of
// an object is not called as the object.
func KeptAs(v ssa.Value) []string {
	if v == nil {
		return nil
	}
	for _, h := range holders(v) {
		switch h := h.(type) {
		case *ssa.FieldAddr:
			return []string{ir.StructOf(h.X.Type()).Field(h.Field).Name()}
		case *ssa.Field:
			return []string{ir.StructOf(h.X.Type()).Field(h.Field).Name()}
		case *ssa.Global:
			return []string{h.Name()}
		case *ssa.Call:
			return nil
		}
	}
	return nil
}

// TypeName returns the name of the type that the program declares for a value, or for what
// it is cut out of or points to, or "".
func TypeName(v ssa.Value) string {
	if v == nil {
		return ""
	}
	for _, h := range append([]ssa.Value{v}, holders(v)...) {
		if named := ir.NamedOf(h.Type()); named != nil && named.Obj().Pkg() != nil {
			return named.Obj().Name()
		}
	}
	return ""
}

// AskedFor returns the constant text by which a value is asked for: the name of a form
// field, of a header, of an entry.
func AskedFor(v ssa.Value) string {
	if v == nil {
		return ""
	}
	var keys []ssa.Value
	for _, h := range holders(v) {
		switch h := h.(type) {
		case *ssa.Lookup:
			keys = append(keys, h.Index)
		case *ssa.Call:
			keys = append(keys, h.Call.Args...)
		}
	}
	return ir.FirstText(keys)
}

// AskedForText is AskedFor for a text of which functions of the package strings took a part.
func AskedForText(v ssa.Value) string {
	for range maxBelow {
		if v == nil {
			return ""
		}
		all := holders(v)
		call, ok := all[len(all)-1].(*ssa.Call)
		if !ok || call.Call.StaticCallee() == nil || call.Call.StaticCallee().Pkg == nil || call.Call.StaticCallee().Pkg.Pkg.Path() != "strings" {
			return AskedFor(v)
		}
		v = call.Call.Args[0]
	}
	return ""
}

// EntryOf returns the constant key under which a value was found in a map, or "".
func EntryOf(v ssa.Value) string {
	if v == nil {
		return ""
	}
	for _, h := range holders(v) {
		if lookup, ok := h.(*ssa.Lookup); ok {
			return ir.FirstText([]ssa.Value{lookup.Index})
		}
	}
	return ""
}

// ParameterName returns the name of the parameter that a value is a copy of, or "".
func ParameterName(v ssa.Value) string {
	if param, ok := Plain(v).(*ssa.Parameter); ok {
		return param.Name()
	}
	return ""
}

// Spread returns the arguments of a call, with those of a variadic parameter one by
// one.
func Spread(args []ssa.Value) []ssa.Value {
	var all []ssa.Value
	for _, arg := range args {
		all = append(all, arg)
		slice, ok := arg.(*ssa.Slice)
		if !ok {
			continue
		}
		if list, ok := slice.X.(*ssa.Alloc); ok {
			all = append(all, ElementsOf(list)...)
		}
	}
	return all
}

// IsPart reports whether a slice is a part of what it is taken of. Memory of a constant length
// is made as an array.
func IsPart(v *ssa.Slice) bool {
	if array, ok := v.X.(*ssa.Alloc); ok && array.Comment == "makeslice" {
		return false
	}
	return v.Low != nil || v.High != nil
}
