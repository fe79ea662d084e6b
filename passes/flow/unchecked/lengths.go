package unchecked

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/internal/datum"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/provenance"
	"github.com/cryptolint/cryptolint/passes/flow/internal/uses"
)

// CutUnchecked reports whether the value at a sink is the beginning of something whose length
// the package never compares, and returns where that comes from, with what the callers pass
// that are in sight.
func (f *Finder) CutUnchecked(s *flow.Sink) (flow.Value, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if s.Through() {
		return nil, false // where the helper uses it, its callers are asked
	}
	for _, part := range f.beginnings(s) {
		if !f.data.LengthCompared(part.memory) {
			return f.Resolve(f.CallersPass(f.Origins(part.memory, "", part.at), part.at.Parent(), eval.MaxCallerHops)), true
		}
	}
	return nil, false
}

// A cut is memory of which the beginning is taken, and where that is.
type cut struct {
	memory ssa.Value
	at     ssa.Instruction
}

// beginnings returns what a value at a sink is the beginning of, or what the callers of the
// function pass that is. It leaves out arrays, whose length is known, keys, and what functions
// of the program return: they may have looked at it.
func (f *Finder) beginnings(s *uses.Sink) []cut {
	return slices.DeleteFunc(f.cutOf(s.Operand, s.Instr, true), func(c cut) bool {
		return f.ofProgram(c.memory) || slices.ContainsFunc(f.data.Of(c.memory), func(d datum.Datum) bool {
			return f.data.As(d, s, []cryptoapi.Role{cryptoapi.AsKey}) != nil
		})
	})
}

// ofProgram reports whether a value is what a function returns that the table does not
// describe.
func (f *Finder) ofProgram(v ssa.Value) bool {
	v = provenance.Plain(v)
	if result, ok := v.(*ssa.Extract); ok {
		v = result.Tuple
	}
	call, ok := v.(*ssa.Call)
	return ok && !slices.ContainsFunc(f.Targets(call), func(t *eval.Target) bool { return t.Row != nil })
}

func (f *Finder) cutOf(v ssa.Value, at ssa.Instruction, callers bool) []cut {
	switch v := v.(type) {
	case *ssa.ChangeType:
		return f.cutOf(v.X, at, callers)
	case *ssa.Slice:
		if _, slice := v.X.Type().Underlying().(*types.Slice); !slice || v.High == nil {
			return nil
		}
		return []cut{{v.X, at}}
	case *ssa.Call:
		return f.cutByCall(v)
	case *ssa.Parameter:
		if !callers {
			return nil
		}
		var found []cut
		for call, argument := range f.Arguments(v) {
			found = append(found, f.cutOf(argument, call, false)...)
		}
		return found
	}
	return nil
}

// cutByCall returns what a function of the package returns the beginning of, of what it is
// passed.
func (f *Finder) cutByCall(call *ssa.Call) []cut {
	var found []cut
	for _, t := range f.Targets(call) {
		if !f.HasBody(t.Fn) {
			continue
		}
		for ret := range ir.Returns(t.Fn) {
			slice, ok := ret.Results[0].(*ssa.Slice)
			if !ok {
				continue
			}
			for _, part := range f.cutOf(slice, ret, false) {
				param, ok := part.memory.(*ssa.Parameter)
				if i := slices.Index(t.Fn.Params, param); ok && i >= 0 && i < len(t.Operands()) {
					found = append(found, cut{t.Operands()[i], call})
				}
			}
		}
	}
	return found
}
