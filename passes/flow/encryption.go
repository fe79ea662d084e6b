package flow

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// An Encryption is what goes into one use of a nonce, in terms of the function that
// holds it: what callers pass stays open, what fields and variables hold is named
// and not looked up. So two of its values can be compared with each other.
type Encryption struct {
	Nonce Value
	Key   Value // the key, or the object that holds it
	Text  Value // the plaintext, where it is part of the same call
	Data  Value // the associated data, where it is
}

// Encryption returns what is used together with the nonce of a sink.
func (g *Graph) Encryption(s *Sink) Encryption {
	g.mu.Lock()
	defer g.mu.Unlock()
	return Encryption{Nonce: g.e.sinkValue(s), Key: g.e.sinkKey(s), Text: g.e.sinkText(s, cryptoapi.AsPlaintext), Data: g.e.sinkText(s, cryptoapi.AsAssociatedData)}
}

// Callee returns the encryption that the function called at the sink makes, in terms of
// its own parameters. It is empty where the sink is the call of the API itself.
func (g *Graph) Callee(s *Sink) Encryption {
	if s.use == nil {
		return Encryption{}
	}
	return Encryption{Nonce: s.use.Value, Key: s.use.Key}
}

// KeyMade returns where the key comes from that goes with the value at a sink, back
// through the callers as far as all are known, but not through fields and variables:
// a random key in it was drawn for this call.
func (g *Graph) KeyMade(s *Sink) Value {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.e.callersPass(g.e.sinkKey(s), s.Func(), maxCallerHops)
}

// maxKeyDepth bounds what is looked up of a key: an AEAD, of a block cipher, of a key,
// of a secret.
const maxKeyDepth = 4

// resolveDeep is resolve for a value and what it was computed from.
func (e *evaluator) resolveDeep(v value.Value, depth int) value.Value {
	return e.resolve(v).Map(func(o *value.Origin) value.Value {
		if len(o.Of) == 0 || depth == 0 {
			return nil
		}
		made := *o
		made.Of = e.resolveDeep(value.Value{o.Of}, depth-1).Flat()
		return value.Of(made)
	})
}

// sinkText returns what the call of a sink uses in another role.
func (e *finder) sinkText(s *Sink, wanted cryptoapi.Role) value.Value {
	if s.use != nil || s.target == nil || s.target.row == nil {
		return nil
	}
	for _, argument := range arguments(s.target.row.Args) {
		if s.target.row.Args[argument] == wanted && s.target.operand(argument) != nil {
			return e.origins(s.target.operand(argument), "", s.Instr)
		}
	}
	return nil
}

// maxRandomBytes is how many bytes of a nonce are looked at one by one: all of the
// longest that is in use.
const maxRandomBytes = 24

// RandomBytes returns how many of the first 24 bytes of the value at a sink are not
// constant, where the value is memory that this function filled in part.
func (g *Graph) RandomBytes(s *Sink) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	if s.use != nil || s.Operand == nil {
		return maxRandomBytes
	}
	regions := g.e.regions(s.Operand)
	if len(regions) != 1 || regions[0].span.low < 0 {
		return maxRandomBytes
	}
	return g.e.randomBytes(regions[0], s)
}

func (e *finder) randomBytes(r region, s *Sink) int {
	end := r.span.low + maxRandomBytes
	for _, length := range []int64{r.span.high, arrayLength(r.root.Type())} {
		if length > 0 && length < end {
			end = length
		}
	}
	count := 0
	for i := r.span.low; i < end; i++ {
		one := r
		one.span = span{i, i + 1, nil}
		for _, alternative := range e.content(one, s.Instr) {
			if !alternative.Only(cryptoapi.Constant, cryptoapi.Zero) {
				count++
				break
			}
		}
	}
	return count
}

// SameDatum reports whether two origins of one function are the same data: the
// same parameter, field or variable, or the result of the same call.
func SameDatum(a, b *Origin) bool {
	switch {
	case a == b:
		return true
	case a.Kind != b.Kind || a.Param != b.Param || a.Path != b.Path || a.Form != b.Form || a.Storage != b.Storage:
		return false
	case a.Open() || a.Stored():
		return true
	}
	read := a.Kind == cryptoapi.Environment || a.Kind == cryptoapi.File
	return read && a.Pos.IsValid() && a.Pos == b.Pos && a.Steps == nil && b.Steps == nil
}

// SharedWithKey returns the origin of a nonce that lies in the same memory as the key
// of a cipher that the function makes: a prefix of the key. Memory that is cut in two,
// one part for the key and one for the nonce, is not shared.
func (g *Graph) SharedWithKey(s *Sink) *Origin {
	g.mu.Lock()
	defer g.mu.Unlock()
	if s.Operand == nil {
		return nil
	}
	for _, nonce := range g.e.regions(s.Operand) {
		for _, other := range g.e.sinks(s.Func()) {
			if other.Role == cryptoapi.AsKey && other.Operand != nil && g.e.overlaps(nonce, other.Operand) {
				if o := g.e.unwritten(s); o != nil {
					return o
				}
			}
		}
	}
	return nil
}

func (e *finder) overlaps(r region, v ssa.Value) bool {
	for _, other := range e.regions(v) {
		if other.root == r.root && other.path == r.path && !other.span.disjoint(r.span) {
			return true
		}
	}
	return false
}

// unwritten returns the one origin of a value.
func (e *finder) unwritten(s *Sink) *Origin {
	v := e.sinkValue(s)
	if len(v) == 1 && len(v[0]) == 1 {
		return v[0][0]
	}
	return nil
}
