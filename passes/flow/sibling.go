package flow

import (
	"go/constant"
	"iter"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/memory"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// SiblingField returns what the function of a sink stores in another field of the struct
// to whose field the sink stores: the name of a cookie beside its value. It is
// empty if the function does not say.
func (g *Graph) SiblingField(s *Sink, field string) Value {
	g.mu.Lock()
	defer g.mu.Unlock()
	store, ok := s.Instr.(*ssa.Store)
	if !ok {
		return nil
	}
	address, ok := store.Addr.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	var found value.Value
	for _, r := range g.e.Regions(address.X) {
		for _, ev := range g.e.HistoryOf(r.Root, s.Func()).Ordered {
			if ev.Kind == memory.Overwrites && ev.Path == r.Path+"."+field {
				found = value.Join(found, ev.Content(g.e.Memory, "", s.Instr))
			}
		}
	}
	return g.e.Resolve(found)
}

// Cookie returns the name of the cookie whose value is set at a sink, or "" where it is the
// value of none. It is not ok where no name of the cookie says that the value is a secret.
func (g *Graph) Cookie(s *Sink) (name string, ok bool) {
	if s.Named || !s.Is("net/http.Cookie.Value") {
		return "", true
	}
	for _, o := range g.SiblingField(s, "Name").Origins() {
		if name, ok := Text(o); ok && SuggestsCookie(name) {
			return name, true
		}
	}
	return "", false
}

// Text returns the string constant that an origin is.
func Text(o *Origin) (string, bool) {
	if o.Kind != cryptoapi.Constant {
		return "", false
	}
	return value.ConstantString(o)
}

// Unset reports whether an origin is what is there before anybody sets a value: nil, zeros or
// the empty text.
func Unset(o *Origin) bool {
	text, ok := Text(o)
	return o.Kind == cryptoapi.Zero || ok && text == ""
}

// NeverSet reports whether a value is, on all ways, what is there before anybody sets one.
func NeverSet(v Value) bool {
	return len(v) > 0 && !slices.ContainsFunc(v.Origins(), func(o *Origin) bool { return !Unset(o) })
}

// OnlyText returns the string constant that an alternative is, without other parts.
func OnlyText(a Alternative) (string, bool) {
	if len(a) != 1 {
		return "", false
	}
	return Text(a[0])
}

// True reports whether an origin is the constant true.
func True(o *Origin) bool {
	return o.Kind == cryptoapi.Constant && o.Const != nil && o.Const.Kind() == constant.Bool && constant.BoolVal(o.Const)
}

// Integer returns the integer constant that an origin is.
func Integer(o *Origin) (int64, bool) {
	if o.Kind != cryptoapi.Constant || o.Const == nil || o.Const.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(o.Const)
}

// HashName returns the name of the hash that an origin is, or is the digest of: a hash.Hash, or
// a crypto.Hash that is written in the program. It is empty of what is none.
func HashName(o *Origin) string {
	if o.Kind == cryptoapi.Hasher || o.Kind == cryptoapi.Digest {
		return o.Detail
	}
	id, _ := Integer(o)
	return cryptoapi.HashName(id)
}

// Hashes returns the HashName of a value on each of its ways. It is nil if one has none, or
// other parts.
func Hashes(v Value) []string {
	var names []string
	for _, a := range v {
		if len(a) != 1 || HashName(a[0]) == "" {
			return nil
		}
		names = append(names, HashName(a[0]))
	}
	return names
}

// Integers goes through the integer constants that a value can be, each with its origin. It
// leaves out what else the value can be.
func Integers(v Value) iter.Seq2[int64, *Origin] {
	return func(yield func(int64, *Origin) bool) {
		for _, a := range v {
			if n, ok := OnlyInteger(a); ok && !yield(n, a[0]) {
				return
			}
		}
	}
}

// Range returns the smallest and the largest of the integer constants that a value can be. It
// is not ok if the value can be something else.
func Range(v Value) (smallest, largest int64, ok bool) {
	for i, a := range v {
		n, known := OnlyInteger(a)
		if !known {
			return 0, 0, false
		}
		if i == 0 {
			smallest, largest = n, n
		}
		smallest, largest = min(smallest, n), max(largest, n)
	}
	return smallest, largest, len(v) > 0
}

// Holds reports whether one of the integers is an alternative of a value, without other parts:
// one of the elements of a list.
func Holds(v Value, integers ...int64) bool {
	for n := range Integers(v) {
		if slices.Contains(integers, n) {
			return true
		}
	}
	return false
}

// OnlyInteger returns the integer constant that an alternative is, without other parts.
func OnlyInteger(a Alternative) (int64, bool) {
	if len(a) != 1 {
		return 0, false
	}
	return Integer(a[0])
}

// OnlySetting returns the setting that decides what a value is, if nothing else does but
// constants: a variable of the environment, a field of a file.
func OnlySetting(ways Value) *Origin {
	var found *Origin
	for _, o := range ways.Origins() {
		switch o.Kind {
		case cryptoapi.Environment, cryptoapi.File:
			found = o
		case cryptoapi.Constant, cryptoapi.Zero:
		default:
			return nil
		}
	}
	return found
}
