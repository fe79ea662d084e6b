package idiom

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/callee"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// TriesKeys reports whether the call of a sink, which decrypts, runs in a loop with another key in
// each round and always the same ciphertext.
func (e *Matcher) TriesKeys(s *uses.Sink) bool {
	rounds := e.Rounds(s)
	if rounds == nil || s.Use != nil {
		return false
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if !slices.ContainsFunc(keyOperands(s), rounds.Varies) {
		return false
	}
	for _, argument := range callee.Arguments(s.Target.Row.Args) {
		if s.Target.Row.Args[argument] == cryptoapi.AsCiphertext {
			operand := s.Target.Operand(argument)
			return operand != nil && !rounds.mayVary(behindNonce(operand))
		}
	}
	return false
}

// behindNonce returns the message that a value is a part of, which begins at a constant or at
// what a call says, such as the size of a nonce.
func behindNonce(v ssa.Value) ssa.Value {
	slice, ok := v.(*ssa.Slice)
	if !ok || slice.High != nil {
		return v
	}
	switch slice.Low.(type) {
	case nil, *ssa.Const, *ssa.Call:
		return behindNonce(slice.X)
	}
	return v
}
