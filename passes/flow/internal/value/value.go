// Package value describes what a value is made of and where that came from.
//
// A Value is a set of alternatives: the ways in which it can come about on
// different paths. An alternative is a set of parts that are mixed into one
// datum: the bytes of a concatenation, the operands of an exclusive or, the
// character set and the index into it. The distinction decides verdicts: a nonce
// that is zero on one path is a defect, a nonce of which four bytes are zero and
// eight are random is not.
package value

import (
	"go/constant"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// Bounds of a value. What does not fit becomes Unknown, which is silent.
const (
	maxAlternatives = 12
	maxParts        = 6
	maxOf           = 8
)

// Origin is one thing that went into a value, and the way that it has gone since. Origins are
// shared: do not change one that is part of a value, but a Copy.
type Origin struct {
	*Source       // shared by all origins that differ in the way only; never nil
	Steps   *Step // how it went on from there, last step first
}

// Source is what an origin is, and where it comes about.
type Source struct {
	Kind   cryptoapi.Kind
	Index  bool           // it only chose among the elements of the other parts: the 3 of tokens[3]
	Detail string         // the hash, cipher or mode; the full name of a Function
	Const  constant.Value // a Constant's value, where there is one
	Name   string         // what the program calls the place where it became unknown: a parameter, field, variable or function

	// How the data are written, as one of cryptoapi.Spellings: "hex" after an encoder,
	// "decoded" after a decoder. It is empty where neither has run.
	Spelled string

	// How many bytes of randomness it is, and which parameter says so, counted from 1. Both
	// are 0 where that is not known, as where random values are put together. Of a digest or
	// a MAC tag it is how many bytes are left, where it is cut short.
	Bytes, BytesParam int

	// The n of a remainder % n after which a random number is no longer uniform: 62, of a
	// random byte. It is 0 where no such remainder was taken, as far as is known. Where n is
	// the length of a parameter, it is 0 and ModuloParam is the parameter, counted from 1.
	Modulo, ModuloParam int

	// An open origin: whatever the callers pass.
	Param int    // 1-based index among the function's parameters, the receiver first; 0 if not open
	Path  string // fields below the parameter, or of a document that was decoded: ".options.Key"
	Form  string // what is done with what the caller passes: a sequence of the Form letters

	// A captured origin, in a closure: what it is in the function around the closure,
	// where it is open or captured itself.
	Outer *Origin

	// A stored origin: whatever is stored in that field or package variable.
	Storage string

	Pos  token.Pos // where it comes about; NoPos in other packages
	Home Home      // where it comes about in another package
	Fn   *ssa.Function
	Of   Alternative // what it was computed from, one level flat: the message of a digest, the key of a cipher
}

// Copy returns an origin that can be changed.
func (o *Origin) Copy() Origin {
	source := *o.Source
	return Origin{Source: &source, Steps: o.Steps}
}

// Time is the Detail of an unknown origin of which the type says that it is a time.
const Time = "time"

// IsTime reports whether the origin is a time, wherever it comes from.
func (o *Origin) IsTime() bool {
	return o.Kind == cryptoapi.Clock || o.Kind == cryptoapi.Unknown && o.Detail == Time
}

// The letters of Form, applied in order.
const (
	FormCall = "c" // the function is called
	FormHash = "h" // the crypto.Hash or constructor is made a Hasher
	FormSum  = "s" // the digest or MAC of the hash.Hash is taken
	FormSize = "n" // the number is multiplied, divided or shifted: which one comes out is lost
	FormNot  = "!" // the truth value is negated
	FormLeft = "l" // it is what something else has filled meanwhile, if it was empty
)

// Open reports whether the origin depends on what a caller passes.
func (o *Origin) Open() bool { return o.Param > 0 }

// Captured reports whether the origin depends on what a caller of the function around
// the closure passes.
func (o *Origin) Captured() bool { return o.Outer != nil }

// Formed returns the origin with one more letter at the end of its Form, and in the
// functions around the closure that captured it.
func (o *Origin) Formed(letter string) *Origin {
	formed := o.Copy()
	if o.Open() || o.Stored() {
		formed.Form += letter
	}
	if o.Outer != nil {
		formed.Outer = o.Outer.Formed(letter)
	}
	return &formed
}

// Stored reports whether the origin is the content of a field or variable that
// has not been looked up.
func (o *Origin) Stored() bool { return o.Storage != "" }

// nilDetail tells nil from zero bytes and zero numbers.
const nilDetail = "nil"

// Nil returns the origin of a nil.
func Nil(pos token.Pos) Origin {
	return Origin{Source: &Source{Kind: cryptoapi.Zero, Detail: nilDetail, Pos: pos}}
}

// Nil reports whether the origin is nil, and not zero bytes or a zero number.
func (o *Origin) Nil() bool { return o.Kind == cryptoapi.Zero && o.Detail == nilDetail }

// SameSource reports whether two origins come about in one evaluation of one
// expression: the same call, the same load. What went on from there may differ. It is
// false of what comes about in other packages, and of what callers pass.
func SameSource(a, b *Origin) bool {
	return a == b || a.Kind == b.Kind && a.Detail == b.Detail && a.Path == b.Path && a.Fn == b.Fn && a.Pos.IsValid() && a.Pos == b.Pos
}

// fixed origins vanish when they are mixed with anything else.
func (o *Origin) fixed() bool {
	return o.Kind == cryptoapi.Constant || o.Kind == cryptoapi.Zero
}

func varies(o *Origin) bool { return !o.fixed() }

// same tells whether two origins differ in nothing but position and path.
func (o *Origin) same(p *Origin) bool {
	return o.Kind == p.Kind && o.Detail == p.Detail && o.Name == p.Name && o.Index == p.Index && o.Spelled == p.Spelled && o.Bytes == p.Bytes && o.BytesParam == p.BytesParam && o.Modulo == p.Modulo && o.ModuloParam == p.ModuloParam &&
		o.Param == p.Param && o.Path == p.Path && o.Form == p.Form && o.Storage == p.Storage &&
		sameConstant(o.Const, p.Const) && sameOuter(o.Outer, p.Outer) && slices.EqualFunc(o.Of, p.Of, func(a, b *Origin) bool { return a == b || a.same(b) })
}

func sameOuter(o, p *Origin) bool {
	return o == p || (o != nil && p != nil && o.same(p))
}

func sameConstant(a, b constant.Value) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return a.Kind() == b.Kind() && constant.Compare(a, token.EQL, b)
}

// Value is a set of alternatives. The empty value is one that never comes about,
// or that is still being computed around a loop; it is the identity of Join and
// of Mix.
//
// Values are a join-semilattice. Two are equal if they have the same alternatives, in
// any order: Same. As long as no bound cuts a value, for all a, b and c:
//
//	Join(a, b) = Join(b, a)                                  commutative
//	Join(a, Join(b, c)) = Join(Join(a, b), c)                associative
//	Join(a, a) = a                                           idempotent
//	Join(a, b) has all alternatives of a and b               an upper bound
//	if b has all of a, Join(b, c) has all of Join(a, c)      monotone
//
// Mix is the product: each alternative of one with each of the other.
//
//	Mix(a, b) = Mix(b, a)                                    commutative
//	Mix(a, Mix(b, c)) = Mix(Mix(a, b), c)                    associative
//	Mix(a, Join(b, c)) = Join(Mix(a, b), Mix(a, c))          distributive, if b and c are not empty
//
// A bound keeps what came first, so a value that was cut depends on the order.
type Value []Alternative

// Of makes a value of one origin.
func Of(o Origin) Value { return Value{Alternative{&o}} }

// Unknown is a value of which nothing is known but its name in the program.
func Unknown(name string, pos token.Pos) Value {
	return Of(Origin{Source: &Source{Kind: cryptoapi.Unknown, Name: name, Pos: pos}})
}

// Any reports whether an alternative satisfies the predicate.
func (v Value) Any(predicate func(Alternative) bool) bool {
	return slices.ContainsFunc(v, predicate)
}

// All reports whether there are alternatives and all satisfy the predicate.
func (v Value) All(predicate func(Alternative) bool) bool {
	return len(v) > 0 && !v.Any(func(a Alternative) bool { return !predicate(a) })
}

// Has reports whether a part of an alternative is of one of the kinds.
func (v Value) Has(kinds ...cryptoapi.Kind) bool {
	return v.Any(func(a Alternative) bool { return a.Has(kinds...) })
}

// Only reports whether there are alternatives, and all have nothing but parts of those kinds.
func (v Value) Only(kinds ...cryptoapi.Kind) bool {
	return v.All(func(a Alternative) bool { return a.Only(kinds...) })
}

// One returns the origin that the value is on all ways, and nothing else, or nil.
func (v Value) One() *Origin {
	if len(v) != 1 || len(v[0]) != 1 {
		return nil
	}
	return v[0][0]
}

// Origins returns all parts of all alternatives.
func (v Value) Origins() Alternative {
	var all Alternative
	for _, a := range v {
		for _, o := range a {
			if !all.contains(o) {
				all = append(all, o)
			}
		}
	}
	return all
}

// Flat returns at most a handful of the origins, for use as the Of of another.
// It cuts off what those were made of below the second level, so that chains of
// digests do not grow.
func (v Value) Flat() Alternative {
	all := v.Origins()
	if len(all) > maxOf {
		all = append(all[:maxOf-1:maxOf-1], &Origin{Source: others})
	}
	flat := make(Alternative, len(all))
	for i, o := range all {
		flat[i] = o
		if slices.ContainsFunc(o.Of, func(p *Origin) bool { return len(p.Of) > 0 }) {
			cut := o.Copy()
			cut.Of = withoutOf(o.Of)
			flat[i] = &cut
		}
	}
	return flat
}

func withoutOf(origins Alternative) Alternative {
	flat := make(Alternative, len(origins))
	for i, o := range origins {
		cut := o.Copy()
		cut.Of = nil
		flat[i] = &cut
	}
	return flat
}

// Same reports whether two values have the same alternatives.
func Same(a, b Value) bool {
	if len(a) != len(b) {
		return false
	}
	for _, alternative := range a {
		if !slices.ContainsFunc(b, alternative.same) {
			return false
		}
	}
	return true
}

// Join returns the union of the alternatives.
func Join(a, b Value) Value {
	if len(a) == 0 {
		return b
	}
	if len(b) == 0 {
		return a
	}
	var room [maxAlternatives]Alternative
	added := room[:0]
	for _, alternative := range b {
		if !slices.ContainsFunc(a, alternative.same) && !slices.ContainsFunc(added, alternative.same) {
			added = append(added, alternative)
		}
	}
	if len(added) == 0 {
		return bounded(a)
	}
	return bounded(slices.Concat(a, added))
}

// Mix returns the value whose parts are the parts of both.
func Mix(a, b Value) Value {
	if len(a) == 0 {
		return b
	}
	if len(b) == 0 {
		return a
	}
	var mixed Value
	for _, x := range a {
		for _, y := range b {
			alternative := mixParts(x, y)
			if !slices.ContainsFunc(mixed, alternative.same) {
				mixed = append(mixed, alternative)
			}
			if len(mixed) > maxAlternatives {
				return bounded(mixed)
			}
		}
	}
	return mixed
}

// others is the source of what stands for all that was cut away. Nobody changes it.
var others = &Source{Kind: cryptoapi.Unknown}

// bounded cuts a value that has too many alternatives to one that admits that
// there are others.
func bounded(v Value) Value {
	if len(v) <= maxAlternatives {
		return v
	}
	return append(v[:maxAlternatives-1:maxAlternatives-1], Alternative{{Source: others}})
}

// Full reports whether a value was cut: whatever is joined with it changes nothing.
func Full(v Value) bool {
	if len(v) < maxAlternatives {
		return false
	}
	last := v[len(v)-1]
	return len(last) == 1 && last[0].same(&Origin{Source: others})
}

func mixParts(x, y Alternative) Alternative {
	if slices.ContainsFunc(x, varies) && slices.ContainsFunc(y, varies) {
		x, y = unsized(x), unsized(y)
	}
	var room [maxParts]*Origin
	added := Alternative(room[:0])
	for _, o := range y {
		if !x.contains(o) && !added.contains(o) {
			added = append(added, o)
		}
	}
	if len(added) == 0 {
		return normal(x)
	}
	return normal(slices.Concat(x, added))
}

// normal drops fixed parts beside others, merges several fixed ones into one
// and bounds the number of parts.
func normal(parts Alternative) Alternative {
	if len(parts) <= 1 {
		return parts
	}
	fixed := 0
	for _, o := range parts {
		if o.fixed() {
			fixed++
		}
	}
	if fixed == len(parts) {
		return mergeFixed(parts)
	}
	if fixed > 0 {
		parts = slices.DeleteFunc(slices.Clone(parts), (*Origin).fixed)
	}
	if len(parts) > maxParts {
		return append(parts[:maxParts-1:maxParts-1], &Origin{Source: others})
	}
	return parts
}

func mergeFixed(parts Alternative) Alternative {
	constant := parts.Part(cryptoapi.Constant)
	if constant == nil {
		return parts[:1:1]
	}
	merged := constant.Copy()
	for _, o := range parts {
		if o.Kind == cryptoapi.Constant && !sameConstant(o.Const, merged.Const) {
			merged.Const = nil // several constants: known, but not as one
		}
	}
	return Alternative{&merged}
}

// Nothing is what Map puts in the place of an origin that adds nothing.
func Nothing() Value { return Value{{}} }

// Map returns the value in which each origin is replaced by what replace makes of
// it: several alternatives multiply. A nil result of replace keeps the origin, and
// Nothing leaves it out.
func (v Value) Map(replace func(*Origin) Value) Value {
	var mapped Value
	for _, alternative := range v {
		mapped = Join(mapped, withoutEmpty(alternative.replaced(replace)))
	}
	return mapped
}

// withoutEmpty returns the alternatives that have parts.
func withoutEmpty(v Value) Value {
	empty := func(a Alternative) bool { return len(a) == 0 }
	if !slices.ContainsFunc(v, empty) {
		return v[:len(v):len(v)] // append makes a copy, whoever else has it
	}
	return slices.DeleteFunc(slices.Clone(v), empty)
}

func (a Alternative) replaced(replace func(*Origin) Value) Value {
	var whole Value
	var kept Alternative
	for _, o := range a {
		if part := replace(o); part != nil {
			whole = Mix(whole, part)
		} else {
			kept = append(kept, o)
		}
	}
	switch {
	case len(kept) == len(a):
		return Value{a}
	case len(kept) == 0:
		return whole
	}
	return Mix(whole, Value{kept})
}
