package verdict

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
)

// ShownBy returns the first of the sinks that shows the text of the verdict, which is an
// error, or nil.
func (v *Verdict) ShownBy(sinks []*flow.Sink) *flow.Sink {
	i := slices.IndexFunc(sinks, func(s *flow.Sink) bool {
		text, ok := s.Operand.(*ssa.Call)
		if !ok || !text.Call.IsInvoke() || text.Call.Method.Name() != "Error" {
			return false
		}
		failure := provenance.Plain(text.Call.Value)
		if result, ok := failure.(*ssa.Extract); ok {
			failure = result.Tuple
		}
		return failure == ssa.Value(v.found.Call)
	})
	if i < 0 {
		return nil
	}
	return sinks[i]
}
