package flow

import (
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A region is a piece of memory: a root object, a path of fields below it, and a
// span of elements. Pointers and slices are followed silently: a slice in a field
// and the bytes that it refers to have the same path. That makes every load of a
// cell a view of what the cell's content refers to.
type region struct {
	root    ssa.Value // allocation, parameter, free variable, package variable, call …
	path    string    // ".options.Key"
	storage string    // storage key of the last field of path or of the package variable; "" for local memory
	name    string    // what the program calls it
	span    span
}

// span is a range of elements: bytes of a nonce, characters of a token.
type span struct {
	low, high int64     // high may be openEnd or someEnd; low may be somewhere
	end       ssa.Value // for someEnd: the value that says where
}

const (
	openEnd   = -1 // to the end of the object
	someEnd   = -2 // to an end that is not a constant
	somewhere = -3 // low: an index that is not a constant
)

var whole = span{0, openEnd, nil}

// covers reports whether writing s writes all of t.
func (s span) covers(t span) bool {
	if s.low < 0 || (s.low > 0 && t.low < s.low) {
		return false
	}
	switch s.high {
	case openEnd:
		return true
	case someEnd:
		return t.high == someEnd && t.end == s.end
	}
	return t.high >= 0 && t.high <= s.high
}

// empty reports whether s certainly holds no element.
func (s span) empty() bool { return s.high >= 0 && s.high <= s.low }

// disjoint reports whether s and t certainly share no element.
func (s span) disjoint(t span) bool {
	return (s.high >= 0 && t.low >= s.high) || (t.high >= 0 && s.low >= t.high)
}

// slice returns the part of s that x[low:high] selects.
func (s span) slice(low, high ssa.Value) span {
	result := s
	if s.low < 0 {
		return s
	}
	if low != nil {
		offset, ok := constantInt(low)
		if !ok {
			return span{somewhere, someEnd, nil}
		}
		result.low = s.low + offset
	}
	if high != nil {
		offset, ok := constantInt(high)
		if !ok {
			return span{result.low, someEnd, high}
		}
		result.high = s.low + offset
	}
	return result
}

// element returns the span of one element of s.
func (s span) element(index ssa.Value) span {
	offset, ok := constantInt(index)
	if !ok || s.low < 0 {
		return span{somewhere, someEnd, nil}
	}
	return span{s.low + offset, s.low + offset + 1, nil}
}

// of normalizes the span for an object of a known number of elements, so that
// all of it is whole.
func (s span) of(length int64) span {
	if s.low == 0 && s.high == length {
		s.high = openEnd
	}
	return s
}

func constantInt(v ssa.Value) (int64, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(c.Value)
}

// arrayLength returns the length of the array that t is or points to, or -1.
func arrayLength(t types.Type) int64 {
	if pointer, ok := t.Underlying().(*types.Pointer); ok {
		t = pointer.Elem()
	}
	if array, ok := t.Underlying().(*types.Array); ok {
		return array.Len()
	}
	return -1
}

// maxPath bounds the fields below a root that are told apart. Lists and trees have
// no end of them.
const maxPath = 4

// deep reports whether a path has too many fields.
func deep(path string) bool { return strings.Count(path, ".") > maxPath }

// field returns the region of a field of r, which has type t (or points to it).
func (r region) field(t types.Type, field int) region {
	structure := structOf(t)
	if structure == nil {
		return r
	}
	name := structure.Field(field).Name()
	below := region{root: r.root, path: r.path + "." + name, storage: fieldKey(t, field), name: name, span: whole}
	if below.storage == "" && r.storage != "" {
		below.storage = r.storage + "." + name // of an unnamed struct
	}
	if global, ok := r.root.(*ssa.Global); ok {
		below.storage = globalKey(global) + below.path
	}
	return below
}

// maxRegions bounds the objects that one pointer may point to.
const maxRegions = 8

func mapRegions(regions []region, change func(region) region) []region {
	changed := make([]region, 0, len(regions))
	for _, r := range regions {
		changed = appendRegion(changed, change(r))
	}
	return changed
}

func appendRegion(regions []region, r region) []region {
	for _, known := range regions {
		if known == r {
			return regions
		}
	}
	return append(regions, r)
}

// isReference reports whether values of the type refer to memory.
func isReference(t types.Type) bool {
	if parameter, ok := types.Unalias(t).(*types.TypeParam); ok {
		return alwaysReference(parameter)
	}
	switch t.Underlying().(type) {
	case *types.Slice, *types.Pointer, *types.Map, *types.Chan, *types.Interface:
		return true
	}
	return false
}

// alwaysReference reports whether all types that a type parameter allows refer to
// memory. One that allows every type is taken for a value: what is true of the
// strings and bytes in it is true of the pointers, too.
func alwaysReference(parameter *types.TypeParam) bool {
	constraint, ok := parameter.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	listed := false
	for embedded := range constraint.EmbeddedTypes() {
		union, ok := embedded.(*types.Union)
		if !ok {
			union = types.NewUnion([]*types.Term{types.NewTerm(false, embedded)})
		}
		for term := range union.Terms() {
			if _, nested := term.Type().Underlying().(*types.Interface); nested || !isReference(term.Type()) {
				return false
			}
			listed = true
		}
	}
	return listed
}

func isString(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsString != 0
}
