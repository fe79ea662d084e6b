package idiom

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/callee"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// BareOutput returns the operand or result in which a call leaves the output of a
// bare block cipher for the input at the sink. It is nil if the function that is
// called does more with the block than encrypt or decrypt it.
func (e *Matcher) BareOutput(s *uses.Sink) ssa.Value {
	beside := e.Beside(s, cryptoapi.AsBlockOutput)
	if !s.Through() {
		if beside == nil {
			return nil
		}
		return beside.Operand
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if s.Looped || soleOperand(s.Target, s.Use.Value) == nil {
		return nil
	}
	if beside != nil {
		if beside.Operand == nil || !e.leavesBlock(s.Target, beside.Operand) {
			return nil
		}
		return beside.Operand
	}
	results := e.Results(s.Target)
	call, ok := s.Instr.(*ssa.Call)
	if !ok || len(results) != 1 || !ir.IsBytes(call.Type()) || !onlyBlock(results[0], 0) {
		return nil
	}
	return call
}

// leavesBlock reports whether a function leaves nothing but the output of a bare
// block cipher behind an operand.
func (e *Matcher) leavesBlock(t *eval.Target, operand ssa.Value) bool {
	fills, known := e.Fills(t)
	if !known {
		return false
	}
	for _, f := range fills {
		if f.Path != "" || f.Param > len(t.Operands()) || t.Operands()[f.Param-1] != operand {
			continue
		}
		if !onlyBlock(e.FillValue(t, f, ""), f.Param) {
			return false
		}
	}
	return true
}

// onlyBlock reports whether a value is the output of a bare block cipher, beside
// what was in the memory of that parameter.
func onlyBlock(v value.Value, param int) bool {
	for _, alternative := range v {
		for _, o := range alternative {
			itself := o.Open() && o.Param == param && o.Path == ""
			if !itself && (o.Detail != "ECB" || (o.Kind != cryptoapi.Ciphertext && o.Kind != cryptoapi.Plaintext)) {
				return false
			}
		}
	}
	return len(v) > 0
}

// KeyVaries reports whether the rounds may use different keys or ciphers at a sink.
func (e *Matcher) KeyVaries(r *Rounds, s *uses.Sink) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, operand := range keyOperands(s) {
		if r.mayVary(operand) {
			return true
		}
	}
	return false
}

// SameKey reports whether two sinks are certain to use the same cipher or key.
func (e *Matcher) SameKey(a, b *uses.Sink) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	x, y := keyOperands(a), keyOperands(b)
	if len(x) != 1 || len(y) != 1 {
		return false
	}
	return x[0] == y[0] || sameRegions(e.Regions(x[0]), e.Regions(y[0]))
}

// keyOperands are the operands of the call that hold the key, or the object that
// does.
func keyOperands(s *uses.Sink) []ssa.Value {
	if s.Target == nil {
		return nil
	}
	var found []ssa.Value
	if s.Use == nil {
		for _, argument := range callee.Arguments(s.Target.Row.Args) {
			role := s.Target.Row.Args[argument]
			if role == cryptoapi.AsKey || role == cryptoapi.AsKeyed || role == cryptoapi.AsMACKey {
				if operand := s.Target.Operand(argument); operand != nil {
					found = append(found, operand)
				}
			}
		}
		return found
	}
	operands := s.Target.Operands()
	for _, o := range s.Use.Key.Origins() {
		if o.Open() && o.Param <= len(operands) {
			found = append(found, operands[o.Param-1])
		}
	}
	return found
}

func sameRegions(a, b []location.Region) bool {
	if len(a) != len(b) || len(a) != 1 {
		return false
	}
	return a[0] == b[0]
}

// Apart reports whether two sinks use different parts of one object, at places
// that are constants.
func (e *Matcher) Apart(a, b *uses.Sink) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if a.Operand == nil || b.Operand == nil {
		return false
	}
	x, y := e.Regions(a.Operand), e.Regions(b.Operand)
	if len(x) != 1 || len(y) != 1 || x[0].Root == nil {
		return false
	}
	return x[0].Root == y[0].Root && x[0].Path == y[0].Path && x[0].Span.Disjoint(y[0].Span)
}

// Precedes reports whether sink a runs before b whenever b does.
func (e *Matcher) Precedes(a, b *uses.Sink) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return a.Func() == b.Func() && e.Order(a.Func()).Precedes(a.Instr, b.Instr)
}

// Fixed reports whether the value at a sink is certain to be no message, whatever the
// callers pass: a constant, zeroed memory, random numbers, a counter or the time.
func (e *Matcher) Fixed(s *uses.Sink) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	v := e.Resolve(e.SinkValue(s))
	for _, alternative := range v {
		if alternative.Open() || !alternative.Only(cryptoapi.Constant, cryptoapi.Zero, cryptoapi.SecureRandom,
			cryptoapi.WeakRandom, cryptoapi.Counter, cryptoapi.Clock) {
			return false
		}
	}
	return len(v) > 0
}

// WholeString reports whether the operand of a sink is all of a string whose
// length the function neither chooses nor looks at.
func (e *Matcher) WholeString(s *uses.Sink) (name string, ok bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	convert, ok := s.Operand.(*ssa.Convert)
	if !ok || !ir.IsString(convert.X.Type()) {
		return "", false
	}
	switch x := convert.X.(type) {
	case *ssa.Parameter:
		name = x.Name()
	case *ssa.UnOp:
		name = e.LocalNames[x]
	default:
		return "", false
	}
	if measured(convert.X) {
		return "", false
	}
	v := e.Origins(convert.X, "", s.Instr)
	fixed := v.Any(func(a value.Alternative) bool { return a.Only(cryptoapi.Constant) })
	return name, !fixed
}

// measured reports whether the length of a string is compared.
func measured(s ssa.Value) bool {
	for _, user := range *s.Referrers() {
		call, ok := user.(*ssa.Call)
		if !ok {
			continue
		}
		if builtin, ok := call.Call.Value.(*ssa.Builtin); !ok || builtin.Name() != "len" {
			continue
		}
		for _, use := range *call.Referrers() {
			if comparison, ok := use.(*ssa.BinOp); ok && types.Identical(comparison.Type().Underlying(), types.Typ[types.Bool]) {
				return true
			}
		}
	}
	return false
}
