// Package location describes abstract memory locations: an object, an access path of
// fields below it, and an interval of its elements. It finds what pointers, slices and
// maps may point to inside one function.
package location

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// A Region is a piece of memory: a root object, a path of fields below it, and a
// span of elements. Pointers and slices are followed silently: a slice in a field
// and the bytes that it refers to have the same path. That makes every load of a
// cell a view of what the cell's content refers to.
type Region struct {
	Root    ssa.Value // allocation, parameter, free variable, package variable, call …
	Path    string    // ".options.Key"
	Storage string    // storage key of the last field of path or of the package variable; "" for local memory
	Name    string    // what the program calls it
	Span    Span
}

// Span is a range of elements: bytes of a nonce, characters of a token.
type Span struct {
	Low, High int64     // high may be openEnd or someEnd; low may be somewhere
	End       ssa.Value // for someEnd: the value that says where
}

const (
	OpenEnd   = -1 // to the end of the object
	someEnd   = -2 // to an end that is not a constant
	somewhere = -3 // low: an index that is not a constant
)

var Whole = Span{0, OpenEnd, nil}

// Covers reports whether writing s writes all of t.
func (s Span) Covers(t Span) bool {
	if s.Low < 0 || (s.Low > 0 && t.Low < s.Low) {
		return false
	}
	switch s.High {
	case OpenEnd:
		return true
	case someEnd:
		return t.High == someEnd && t.End == s.End
	}
	return t.High >= 0 && t.High <= s.High
}

// Empty reports whether s certainly holds no element.
func (s Span) Empty() bool { return s.High >= 0 && s.High <= s.Low }

// Meets reports whether s and t certainly share an element, if neither is empty.
func (s Span) Meets(t Span) bool {
	first := max(s.Low, t.Low)
	return s.contains(first) && t.contains(first)
}

// contains reports whether an element is certainly in a range that is not empty.
func (s Span) contains(i int64) bool {
	if s.Low < 0 || i < s.Low {
		return false
	}
	return s.High == OpenEnd || i < s.High || i == s.Low
}

// Disjoint reports whether s and t certainly share no element.
func (s Span) Disjoint(t Span) bool {
	return (s.High >= 0 && t.Low >= s.High) || (t.High >= 0 && s.Low >= t.High)
}

// Slice returns the part of s that x[low:high] selects.
func (s Span) Slice(low, high ssa.Value) Span {
	result := s
	if s.Low < 0 {
		return s
	}
	if low != nil {
		offset, ok := ir.ConstantInt(low)
		if !ok {
			return Span{somewhere, someEnd, nil}
		}
		result.Low = s.Low + offset
	}
	if high != nil {
		offset, ok := ir.ConstantInt(high)
		if !ok {
			return Span{result.Low, someEnd, high}
		}
		result.High = s.Low + offset
	}
	return result
}

// element returns the span of one element of s.
func (s Span) element(index ssa.Value) Span {
	offset, ok := ir.ConstantInt(index)
	if !ok || s.Low < 0 {
		return Span{somewhere, someEnd, nil}
	}
	return Span{s.Low + offset, s.Low + offset + 1, nil}
}

// Of normalizes the span for an object of a known number of elements, so that
// all of it is whole.
func (s Span) Of(length int64) Span {
	if s.Low == 0 && s.High == length {
		s.High = OpenEnd
	}
	return s
}

// maxPath bounds the fields below a root that are told apart. Lists and trees have
// no end of them.
const maxPath = 4

// Deep reports whether a path has too many fields.
func Deep(path string) bool { return strings.Count(path, ".") > maxPath }

// field returns the region of a field of r, which has type t (or points to it).
func (r Region) field(t types.Type, field int) Region {
	structure := ir.StructOf(t)
	if structure == nil {
		return r
	}
	name := structure.Field(field).Name()
	below := Region{Root: r.Root, Path: r.Path + "." + name, Storage: ir.FieldKey(t, field), Name: name, Span: Whole}
	if below.Storage == "" && r.Storage != "" {
		below.Storage = r.Storage + "." + name // of an unnamed struct
	}
	if global, ok := r.Root.(*ssa.Global); ok {
		below.Storage = ir.GlobalKey(global) + below.Path
	}
	return below
}

// below returns the region that a path leads to from r, which has type t.
func (r Region) below(t types.Type, path string) Region {
	if path == "" {
		return r
	}
	for name := range ir.SplitPath(path) {
		owner, field := ir.FieldAt(t, "."+name)
		if owner == nil {
			r.Path, r.Storage, r.Name, r.Span = r.Path+"."+name, "", name, Whole
			continue
		}
		r = r.field(owner, field)
		t = ir.StructOf(owner).Field(field).Type()
	}
	return r
}

// maxRegions bounds the objects that one pointer may point to.
const maxRegions = 8

func mapRegions(regions []Region, change func(Region) Region) []Region {
	changed := make([]Region, 0, len(regions))
	for _, r := range regions {
		changed = appendRegion(changed, change(r))
	}
	return changed
}

func appendRegion(regions []Region, r Region) []Region {
	for _, known := range regions {
		if known == r {
			return regions
		}
	}
	return append(regions, r)
}
