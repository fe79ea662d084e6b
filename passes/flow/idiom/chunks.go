package idiom

import (
	"go/ast"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/callee"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// A Part is a call that encrypts one part of a message after the other.
type Part struct {
	Node   ast.Node
	Caller bool // it calls the function that encrypts
}

// Unordered returns the calls by which a sink gets one part of a message after the other, each
// sealed by itself under one key and put behind the last, where nothing tells to which place a
// part belongs: the nonces are random, and neither the associated data nor the text count.
func (e *Matcher) Unordered(s *uses.Sink) []Part {
	e.mu.Lock()
	unplaced := s.Use == nil && s.Target != nil && s.Target.Row != nil && e.drawsNonces(s) && e.sameData(s)
	e.mu.Unlock()
	if !unplaced {
		return nil
	}
	return e.parts(s, keyOperands(s), maxMixHops)
}

// parts returns the call of a sink if it gets one part of a message after the other, or the calls
// of the function that holds it which do.
func (e *Matcher) parts(s *uses.Sink, keys []ssa.Value, hops int) []Part {
	if e.Rounds(s) != nil {
		if s.Syntax != nil && e.inParts(s, keys) {
			return []Part{{s.Syntax, s.Target == nil}}
		}
		return nil
	}
	param := e.passedAs(s.Operand)
	if param == nil || hops == 0 {
		return nil
	}
	var found []Part
	for _, call := range e.Callers[s.Func()] {
		index, args := slices.Index(s.Func().Params, param), call.Common().Args
		if index >= 0 && index < len(args) {
			passed := &uses.Sink{Role: s.Role, Instr: call, Call: call, Operand: args[index], Syntax: e.Nodes[call.Pos()]}
			found = append(found, e.parts(passed, args, hops-1)...)
		}
	}
	return found
}

// passedAs returns the parameter whose memory a value refers to, or nil.
func (e *Matcher) passedAs(v ssa.Value) *ssa.Parameter {
	e.mu.Lock()
	defer e.mu.Unlock()
	if regions := e.Regions(v); len(regions) == 1 && regions[0].Path == "" {
		param, _ := regions[0].Root.(*ssa.Parameter)
		return param
	}
	return nil
}

// inParts reports whether a call in a loop gets one part of a message after the other and puts
// what it returns behind what it has returned before, and no key varies.
func (e *Matcher) inParts(s *uses.Sink, keys []ssa.Value) bool {
	rounds := e.Rounds(s)
	if rounds == nil {
		return false
	}
	in := e.Input(rounds, s)
	if in.Motion != Moving || e.MixedInto(s, in) || slices.ContainsFunc(keys, func(key ssa.Value) bool { return key != s.Operand && rounds.mayVary(key) }) {
		return false
	}
	sealed := sealedBy(s)
	return sealed != nil && e.Output(rounds, sealed).Motion == Moving
}

// sealedBy returns the ciphertext that a call returns, or nil.
func sealedBy(s *uses.Sink) ssa.Value {
	call, ok := s.Instr.(*ssa.Call)
	if !ok {
		return nil
	}
	if ir.IsBytes(call.Type()) {
		return call
	}
	if sealed := ir.ResultAt(call, 0); sealed != nil && ir.IsBytes(sealed.Type()) {
		return sealed
	}
	return nil
}

// DrawsShortNonces reports whether the nonce of a call that encrypts is random on all ways, as that
// of an AEAD is which draws it itself, and the AEAD takes 12 bytes, as far as is known.
func (e *Matcher) DrawsShortNonces(s *uses.Sink) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if s.Use != nil || s.Target == nil || s.Target.Row == nil || !e.drawsNonces(s) {
		return false
	}
	keyed, _ := e.besideSink(s, cryptoapi.AsKeyed)
	return keyed.Any(func(a value.Alternative) bool {
		return a.First(cryptoapi.AEAD, "GCM", "GCM-random-nonce", "ChaCha20-Poly1305") != nil
	})
}

// drawsNonces reports whether the nonce of a call is random on all ways, as that of an AEAD is
// which draws it itself.
func (e *Matcher) drawsNonces(s *uses.Sink) bool {
	nonce, ok := e.besideSink(s, cryptoapi.AsNonce)
	if !ok {
		return false
	}
	drawn := nonce.All(func(a value.Alternative) bool { return a.Only(cryptoapi.SecureRandom) })
	if drawn {
		return true
	}
	keyed, _ := e.besideSink(s, cryptoapi.AsKeyed)
	return keyed.All(func(a value.Alternative) bool { return a.First(cryptoapi.AEAD, "GCM-random-nonce") != nil })
}

// sameData reports whether the associated data of a call are constants, or there are none.
func (e *Matcher) sameData(s *uses.Sink) bool {
	data, ok := e.besideSink(s, cryptoapi.AsAssociatedData)
	return !ok || data.All(func(a value.Alternative) bool { return a.Only(cryptoapi.Constant, cryptoapi.Zero) })
}

// besideSink returns what the call of a sink uses in another role, with what the callers pass
// that are in sight. It reports not ok where the call uses nothing in that role.
func (e *Matcher) besideSink(s *uses.Sink, role cryptoapi.Role) (v value.Value, ok bool) {
	for _, argument := range callee.Arguments(s.Target.Row.Args) {
		if operand := s.Target.Operand(argument); s.Target.Row.Args[argument] == role && operand != nil {
			return e.Resolve(e.CallersPass(e.Origins(operand, "", s.Instr), s.Func(), eval.MaxCallerHops)), true
		}
	}
	return nil, false
}
