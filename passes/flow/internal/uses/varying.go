package uses

import (
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// maxVarying is how many bytes of a nonce are looked at one by one: all of the longest
// that is in use.
const maxVarying = 24

// VaryingBytes returns how many of the first 24 bytes of the value at a sink may be something
// that is not fixed, where the value is memory that this function filled in part.
func (e *Finder) VaryingBytes(s *Sink, fixed func(value.Alternative) bool) int {
	if s.Use != nil || s.Operand == nil {
		return maxVarying
	}
	regions := e.Regions(s.Operand)
	if len(regions) != 1 || regions[0].Span.Low < 0 {
		return maxVarying
	}
	r := regions[0]
	end := r.Span.Low + maxVarying
	for _, length := range []int64{r.Span.High, ir.ArrayLength(r.Root.Type())} {
		if length > 0 && length < end {
			end = length
		}
	}
	count := 0
	for i := r.Span.Low; i < end; i++ {
		one := r
		one.Span = location.Span{Low: i, High: i + 1}
		if e.Content(one, s.Instr).Any(func(a value.Alternative) bool { return !fixed(a) }) {
			count++
		}
	}
	return count
}
