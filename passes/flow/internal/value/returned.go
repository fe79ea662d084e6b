package value

import (
	"go/token"
	"go/types"
	"slices"
)

// ReturnedBy reports whether an origin, on its way, was returned by a function that is wanted.
func (o *Origin) ReturnedBy(wanted func(*types.Func) bool) bool {
	return slices.ContainsFunc(o.Steps.List(), func(step *Step) bool {
		return step.Kind == Returned && step.Func != nil && wanted(step.Func)
	})
}

// Went reports whether an origin, on its way, went on in that manner: through a field, in a
// list, out of a function.
func (o *Origin) Went(how StepKind) bool {
	return slices.ContainsFunc(o.Steps.List(), func(step *Step) bool { return step.Kind == how })
}

// WentAt returns the first place where an origin went on in that manner, or token.NoPos.
func (o *Origin) WentAt(how StepKind) token.Pos {
	steps := o.Steps.List()
	if i := slices.IndexFunc(steps, func(step *Step) bool { return step.Kind == how }); i >= 0 {
		return steps[i].Pos
	}
	return token.NoPos
}
