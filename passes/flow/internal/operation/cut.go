package operation

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// CutTo returns what memory holds that v refers to, where v may be a part of a digest.
func CutTo(content value.Value, v ssa.Value, span location.Span) value.Value {
	if !ir.IsBytes(v.Type()) || span.Low < 0 || span.High <= span.Low || span.High >= MaxDrawn {
		return content
	}
	return value.Cut(content, int(span.High-span.Low))
}

// SliceLength returns the length of x[low:high], where both are constants, and otherwise 0.
func SliceLength(slice *ssa.Slice) int {
	low := int64(0)
	if slice.Low != nil {
		at, ok := ir.ConstantInt(slice.Low)
		if !ok {
			return 0
		}
		low = at
	}
	if slice.High == nil {
		return 0
	}
	high, ok := ir.ConstantInt(slice.High)
	if !ok || high <= low || high >= MaxDrawn {
		return 0
	}
	return int(high - low)
}
