package uses

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
)

// TextOf returns the operands of a call that are encrypted or authenticated.
func TextOf(s *Sink) []ssa.Value {
	if s.Use != nil || s.Target.Row == nil {
		return nil
	}
	var texts []ssa.Value
	for _, argument := range eval.Arguments(s.Target.Row.Args) {
		role := s.Target.Row.Args[argument]
		if operand := s.Target.Operand(argument); operand != nil && (role == cryptoapi.AsPlaintext || role == cryptoapi.AsAssociatedData) {
			texts = append(texts, operand)
		}
	}
	return texts
}
