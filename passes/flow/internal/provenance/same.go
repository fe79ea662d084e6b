package provenance

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// Replaced reports whether the function stores one side of a comparison where the other
// was taken from: it asks whether something has changed.
func Replaced(x, y ssa.Value) bool {
	return x != nil && y != nil && (storedWhere(x, y) || storedWhere(y, x))
}

// storedWhere reports whether v is stored where old was taken from.
func storedWhere(v, old ssa.Value) bool {
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
			if ir.SameValue(Plain(instr.Val), v) && sameStorage(instr.Addr, key, cell) {
				return true
			}
		case *ssa.Call: // atomic.Pointer.Store(v) of what was loaded with Load()
			if loaded, ok := old.(*ssa.Call); ok && sets(instr, loaded, v) {
				return true
			}
		case *ssa.MapUpdate:
			if looked, ok := old.(*ssa.Lookup); ok && ir.SameValue(Plain(instr.Value), v) && ir.SameValue(instr.Map, looked.X) {
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

// SameCall reports whether both values are results of the same function, such as a
// prompt. What only changes the form of a text, as strings.TrimSpace, is none.
func SameCall(p *ir.Program, x, y ssa.Value) bool {
	a, b := calledFor(x), calledFor(y)
	if a == nil || b == nil || a.IsInvoke() != b.IsInvoke() {
		return false
	}
	return a.Value == b.Value && a.Method == b.Method && len(a.Args) == len(b.Args) && !reforms(p, a)
}

// SameInput reports whether both values are results of calls that get the same text or the
// same bytes: two readings of one document.
func SameInput(x, y ssa.Value) bool {
	a, b := calledFor(x), calledFor(y)
	return a != nil && b != nil && slices.ContainsFunc(a.Args, func(argument ssa.Value) bool {
		_, written := argument.(*ssa.Const)
		return !written && (ir.IsString(argument.Type()) || ir.IsBytes(argument.Type())) && slices.Contains(b.Args, argument)
	})
}

// reforms reports whether a call is one of a function that carries texts on.
func reforms(p *ir.Program, call *ssa.CallCommon) bool {
	fn := call.StaticCallee()
	return fn != nil && fn.Pkg != nil && fn.Signature.Recv() == nil && p.Table.Carrier(fn.Pkg.Pkg.Path())
}

// SameProperty reports whether one value is what an accessor tells of an object, and the other
// is kept in a field into which only the same accessor puts something: the token of a message,
// and that of the message before.
func SameProperty(p *ir.Program, x, y ssa.Value) bool {
	return keptProperty(p, x, y) || keptProperty(p, y, x)
}

func keptProperty(p *ir.Program, kept, told ssa.Value) bool {
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
	for _, address := range p.Fields[ir.AddressKey(field)] {
		for _, user := range *address.Referrers() {
			store, ok := user.(*ssa.Store)
			if !ok || store.Addr != ssa.Value(address) {
				continue
			}
			if !SameCall(p, store.Val, told) {
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
	return receiver != nil && len(none) == 0 && ir.SameValue(receiver, from) && len(args) == 1 && ir.SameValue(Plain(args[0]), v)
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
