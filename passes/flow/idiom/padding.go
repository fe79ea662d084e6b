package idiom

import (
	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// appendMotion tells of a copy, and of a block that is filled up with padding.
func (r *Rounds) appendMotion(builtin *ssa.Builtin, call *ssa.Call, s *search) Motion {
	if builtin.Name() != "append" || len(call.Call.Args) != 2 {
		return Still
	}
	block, more := call.Call.Args[0], call.Call.Args[1]
	switch {
	case ir.IsNil(block):
		return r.motionWithin(more, s)
	case r.matcher.padding(more, call):
		return r.motionWithin(block, s)
	}
	return Still
}

// padding reports whether a value is the same whatever the message is, but for its
// length.
func (e *Matcher) padding(v ssa.Value, at ssa.Instruction) bool {
	return e.Resolve(e.Origins(v, "", at)).Only(cryptoapi.Constant, cryptoapi.Zero)
}
