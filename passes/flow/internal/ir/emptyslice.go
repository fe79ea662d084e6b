package ir

import "golang.org/x/tools/go/ssa"

// IsEmptySlice reports whether a value is a part of a slice that certainly holds no element, and
// of which only the memory is used: x[:0], x[n:n], x[len(x):].
func IsEmptySlice(v ssa.Value) bool {
	slice, ok := v.(*ssa.Slice)
	if !ok {
		return false
	}
	if slice.High == nil {
		return slice.Low != nil && IsLengthOf(slice.Low, slice.X)
	}
	if slice.Low == nil {
		high, ok := ConstantInt(slice.High)
		return ok && high == 0
	}
	if low, ok := ConstantInt(slice.Low); ok {
		high, ok := ConstantInt(slice.High)
		return ok && low == high
	}
	return SameValue(slice.Low, slice.High) || IsLengthOf(slice.Low, slice.X) && IsLengthOf(slice.High, slice.X)
}

// IsLengthOf reports whether a value is the number of elements of x.
func IsLengthOf(v, x ssa.Value) bool {
	if length, ok := ConstantInt(v); ok {
		return length == ArrayLength(x.Type())
	}
	call, ok := v.(*ssa.Call)
	return ok && IsLen(call) && SameValue(call.Call.Args[0], x)
}
