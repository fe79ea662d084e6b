package uses

import (
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// SinkText returns what the call of a sink uses in another role.
func (e *Finder) SinkText(s *Sink, wanted cryptoapi.Role) value.Value {
	if s.Use != nil || s.Target == nil || s.Target.Row == nil {
		return nil
	}
	for _, argument := range eval.Arguments(s.Target.Row.Args) {
		if s.Target.Row.Args[argument] == wanted && s.Target.Operand(argument) != nil {
			return e.Origins(s.Target.Operand(argument), "", s.Instr)
		}
	}
	return nil
}
