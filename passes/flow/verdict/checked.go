package verdict

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/outcome"
)

// Unchecked returns the places that use a result of a call before its last result, an error
// or a bool, was checked.
func Unchecked(call *ssa.Call) []ssa.Instruction { return outcome.Unchecked(call) }

// CheckedBefore reports whether every way from a call to the use of one of its results
// leads through a check of its last result.
func CheckedBefore(call *ssa.Call, use ssa.Instruction) bool { return outcome.CheckedBefore(call, use) }
