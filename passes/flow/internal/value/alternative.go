package value

import (
	"slices"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// Alternative is one way in which a value comes about: parts mixed into one.
type Alternative []*Origin

// Has reports whether a part is of one of the kinds.
func (a Alternative) Has(kinds ...cryptoapi.Kind) bool { return a.Part(kinds...) != nil }

// Any reports whether a part satisfies the predicate.
func (a Alternative) Any(predicate func(*Origin) bool) bool { return slices.ContainsFunc(a, predicate) }

// All reports whether the alternative has parts and all satisfy the predicate.
func (a Alternative) All(predicate func(*Origin) bool) bool {
	return len(a) > 0 && !a.Any(func(o *Origin) bool { return !predicate(o) })
}

// Holds reports whether a part satisfies the predicate, or one of what a part was made from.
func (a Alternative) Holds(predicate func(*Origin) bool) bool {
	return a.Any(func(o *Origin) bool { return predicate(o) || o.Of.Holds(predicate) })
}

// Part returns the first part of one of the kinds, or nil.
func (a Alternative) Part(kinds ...cryptoapi.Kind) *Origin {
	for _, o := range a {
		if slices.Contains(kinds, o.Kind) {
			return o
		}
	}
	return nil
}

// Is reports whether an origin is of a kind and, if there are details, has one of them.
func (o *Origin) Is(kind cryptoapi.Kind, details ...string) bool {
	return o.Kind == kind && (len(details) == 0 || slices.Contains(details, o.Detail))
}

// First returns the first part that is of a kind and, if there are details, has one of
// them. It is nil if there is none.
func (a Alternative) First(kind cryptoapi.Kind, details ...string) *Origin {
	if i := slices.IndexFunc(a, func(o *Origin) bool { return o.Is(kind, details...) }); i >= 0 {
		return a[i]
	}
	return nil
}

// Only reports whether the alternative has parts and all are of those kinds.
func (a Alternative) Only(kinds ...cryptoapi.Kind) bool {
	for i := range a {
		if !slices.Contains(kinds, a[i].Kind) {
			return false
		}
	}
	return len(a) > 0
}

// Varying returns the parts that are not fixed in the program.
func (a Alternative) Varying() Alternative {
	return slices.DeleteFunc(slices.Clone(a), func(o *Origin) bool { return o.Kind == cryptoapi.Constant || o.Kind == cryptoapi.Zero })
}

// OneVarying returns the one part that is not fixed in the program. It is nil if there is
// none, or more than one.
func (a Alternative) OneVarying() *Origin {
	varying := a.Varying()
	if len(varying) != 1 {
		return nil
	}
	return varying[0]
}

// Written reports whether all that a value is made of is written in the program: nobody
// who has the program has to guess any of it.
func (a Alternative) Written() bool {
	for _, o := range a {
		if len(o.Of) > 0 {
			if !o.Of.Written() {
				return false
			}
		} else if o.Kind != cryptoapi.Constant && o.Kind != cryptoapi.Zero {
			return false
		}
	}
	return true
}

// Open reports whether a part depends on what a caller passes.
func (a Alternative) Open() bool {
	return a.Any((*Origin).Open)
}

// Captured reports whether a part depends on what a caller of the function around the
// closure passes.
func (a Alternative) Captured() bool {
	return a.Any((*Origin).Captured)
}

func (a Alternative) contains(o *Origin) bool {
	for _, p := range a {
		if p == o || p.same(o) {
			return true
		}
	}
	return false
}

func (a Alternative) same(b Alternative) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !b.contains(a[i]) {
			return false
		}
	}
	return true
}
