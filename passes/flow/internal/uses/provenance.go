package uses

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// Plain takes off what does not change which text or which bytes a value is:
// conversions, cuts, loads, and what it is wrapped in.
func Plain(v ssa.Value) ssa.Value {
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
		case *ssa.Alloc: // a local variable of which a part is taken, if one value is ever put in it
			stored := onlyStore(w)
			if stored == nil {
				return v
			}
			v = stored
		case *ssa.UnOp:
			cell, ok := w.X.(*ssa.Alloc)
			if !ok || onlyStore(cell) == nil {
				return v
			}
			v = onlyStore(cell)
		default:
			return v
		}
	}
}

func onlyStore(cell *ssa.Alloc) ssa.Value {
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
	return foundBy(v, func(key ssa.Value) bool { return ir.IsString(key.Type()) && !isConst(Plain(key)) })
}

func foundBy(v ssa.Value, isKey func(ssa.Value) bool) bool {
	return v != nil && slices.ContainsFunc(holders(v), func(h ssa.Value) bool {
		switch h := h.(type) {
		case *ssa.Lookup:
			return ir.IsString(h.Index.Type()) && !isConst(h.Index) && !ir.IsString(h.X.Type())
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
	return ok && slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool { return ir.CarriesSecret(arg.Type()) && !isConst(Plain(arg)) })
}

func isConst(v ssa.Value) bool {
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
			return !isConst(h.Index)
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

// Replaced reports whether the function stores one side of a comparison where the other
// was taken from: it asks whether something has changed.
func (e *Finder) Replaced(x, y ssa.Value) bool {
	return x != nil && y != nil && (e.storedWhere(x, y) || e.storedWhere(y, x))
}

// storedWhere reports whether v is stored where old was taken from.
func (e *Finder) storedWhere(v, old ssa.Value) bool {
	v, old = Plain(v), Plain(old)
	key, cell := origin(old)
	if key == "" && cell == nil {
		return false
	}
	fn := v.Parent()
	if fn == nil {
		return false
	}
	for instr := range ir.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.Store:
			if sameValue(Plain(instr.Val), v) && sameStorage(instr.Addr, key, cell) {
				return true
			}
		case *ssa.Call: // atomic.Pointer.Store(v) of what was loaded with Load()
			if loaded, ok := old.(*ssa.Call); ok && sets(instr, loaded, v) {
				return true
			}
		case *ssa.MapUpdate:
			if looked, ok := old.(*ssa.Lookup); ok && sameValue(Plain(instr.Value), v) && sameValue(instr.Map, looked.X) {
				return true
			}
		}
	}
	return false
}

// origin returns the storage or the cell that a value was loaded from.
func origin(v ssa.Value) (key string, cell ssa.Value) {
	switch v := v.(type) {
	case *ssa.UnOp:
		if address, ok := v.X.(*ssa.FieldAddr); ok {
			return ir.AddressKey(address), nil
		}
		return "", v.X
	case *ssa.Field:
		return ir.FieldKey(v.X.Type(), v.Field), nil
	case *ssa.Lookup:
		return "", v.X
	case *ssa.Call:
		return "", v
	case *ssa.Phi:
		return "", v
	}
	return "", nil
}

func sameStorage(address ssa.Value, key string, cell ssa.Value) bool {
	if field, ok := address.(*ssa.FieldAddr); ok {
		return key != "" && ir.AddressKey(field) == key
	}
	return cell != nil && address == cell
}

// sameValue reports whether two instructions yield the same: one, or two loads of one
// field.
func sameValue(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	if f, ok := a.(*ssa.FieldAddr); ok {
		g, both := b.(*ssa.FieldAddr)
		return both && f.Field == g.Field && sameValue(f.X, g.X)
	}
	x, isLoad := a.(*ssa.UnOp)
	y, both := b.(*ssa.UnOp)
	return isLoad && both && x.Op == y.Op && sameValue(x.X, y.X)
}

// SameCall reports whether both values are results of the same function, such as a
// prompt. What only changes the form of a text, as strings.TrimSpace, is none.
func (e *Finder) SameCall(x, y ssa.Value) bool {
	a, b := calledFor(x), calledFor(y)
	if a == nil || b == nil || a.IsInvoke() != b.IsInvoke() {
		return false
	}
	return a.Value == b.Value && a.Method == b.Method && len(a.Args) == len(b.Args) && !e.reforms(a)
}

// reforms reports whether a call is one of a function that carries texts on.
func (e *Finder) reforms(call *ssa.CallCommon) bool {
	fn := call.StaticCallee()
	return fn != nil && fn.Pkg != nil && fn.Signature.Recv() == nil && e.Table.Carrier(fn.Pkg.Pkg.Path())
}

// SameProperty reports whether one value is what an accessor tells of an object, and the other
// is kept in a field into which only the same accessor puts something: the token of a message,
// and that of the message before.
func (e *Finder) SameProperty(x, y ssa.Value) bool {
	return e.keptProperty(x, y) || e.keptProperty(y, x)
}

func (e *Finder) keptProperty(kept, told ssa.Value) bool {
	call := calledFor(told)
	if kept == nil || call == nil {
		return false
	}
	load, ok := Plain(kept).(*ssa.UnOp)
	if !ok || !isAccessor(call) {
		return false
	}
	field, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	stored := false
	for _, address := range e.Fields[ir.AddressKey(field)] {
		for _, user := range *address.Referrers() {
			store, ok := user.(*ssa.Store)
			if !ok || store.Addr != ssa.Value(address) {
				continue
			}
			if !e.SameCall(store.Val, told) {
				return false
			}
			stored = true
		}
	}
	return stored
}

// isAccessor reports whether a call is that of a method that gets nothing but its object.
func isAccessor(call *ssa.CallCommon) bool {
	receiver, args := receiverOf(call)
	return receiver != nil && len(args) == 0
}

// calledFor returns the call of which a value is a result, or nil.
func calledFor(v ssa.Value) *ssa.CallCommon {
	if v == nil {
		return nil
	}
	v = Plain(v)
	if part, ok := v.(*ssa.Extract); ok {
		v = part.Tuple
	}
	if call, ok := v.(*ssa.Call); ok {
		return &call.Call
	}
	return nil
}

// sets reports whether a call hands v to the object of which a getter without arguments
// returned what it held.
func sets(call, getter *ssa.Call, v ssa.Value) bool {
	if call == getter || call.Call.Signature().Recv() == nil && !call.Call.IsInvoke() {
		return false
	}
	receiver, args := receiverOf(&call.Call)
	from, none := receiverOf(&getter.Call)
	return receiver != nil && len(none) == 0 && sameValue(receiver, from) && len(args) == 1 && sameValue(Plain(args[0]), v)
}

func receiverOf(call *ssa.CallCommon) (receiver ssa.Value, args []ssa.Value) {
	switch {
	case call.IsInvoke():
		return call.Value, call.Args
	case call.Signature().Recv() != nil && len(call.Args) > 0:
		return call.Args[0], call.Args[1:]
	}
	return nil, call.Args
}

// KeyedCall returns the name of a key among the arguments of the call that made a value,
// if nothing is known of the function that is called: a MAC by a hash of another module.
func (e *Finder) KeyedCall(v ssa.Value) string {
	call, ok := Plain(v).(*ssa.Call)
	if !ok || len(e.Targets(call)) > 0 && e.Targets(call)[0].Row != nil {
		return ""
	}
	for _, arg := range elements(call.Call.Args) {
		for _, name := range append(KeptAs(arg), nameOf(arg), e.LocalNames[Plain(arg)]) {
			if e.RoleOf(name) == cryptoapi.AsKey {
				return name
			}
		}
	}
	return ""
}

func nameOf(v ssa.Value) string {
	if param, ok := Plain(v).(*ssa.Parameter); ok {
		return param.Name()
	}
	return ""
}

// elements returns the arguments of a call, with those of a variadic parameter one by
// one.
func elements(args []ssa.Value) []ssa.Value {
	var all []ssa.Value
	for _, arg := range args {
		all = append(all, arg)
		slice, ok := arg.(*ssa.Slice)
		if !ok {
			continue
		}
		if list, ok := slice.X.(*ssa.Alloc); ok {
			all = append(all, storedIn(list)...)
		}
	}
	return all
}
