package value

import (
	"go/token"
	"go/types"
	"slices"
)

// Step is one step of a path, linked to the step before it. Paths share their
// beginnings.
type Step struct {
	Before *Step
	Kind   StepKind
	Func   *types.Func // what returned, filled or was passed the value; nil for function literals and other kinds
	Pos    token.Pos
	Text   string
	length int
}

// StepKind says how a value went on.
type StepKind uint8

// The kinds of steps.
const (
	Elsewhere StepKind = iota // a place in another package
	Returned                  // by a function
	Passed                    // to a function
	Filled                    // memory, by a function
	Drawn                     // from a generator, by a function
	Stored                    // in a field
	Assigned                  // to a package variable
	Listed                    // as an element of a list
	Sent                      // through a channel or a pool
	Divided                   // so that only a remainder goes on
	Unchecked                 // decoded, by a function whose error is dropped
)

// maxSteps bounds a path. People do not read longer ones.
const maxSteps = 10

// Then returns the path that goes on with one more step.
func (s *Step) Then(next Step) *Step {
	next.Before, next.length = s, 1
	if s != nil {
		if s.length >= maxSteps {
			return s
		}
		next.length = s.length + 1
	}
	return &next
}

// List returns the steps, first to last.
func (s *Step) List() []*Step {
	var steps []*Step
	for ; s != nil; s = s.Before {
		steps = append(steps, s)
	}
	slices.Reverse(steps)
	return steps
}

// Then returns the value with one more step on the path of every origin.
func (v Value) Then(next Step) Value {
	return v.along(func(path *Step) *Step { return path.Then(next) })
}

// Further returns the value with all those steps after the path of every origin.
func (v Value) Further(steps *Step) Value {
	if steps == nil {
		return v
	}
	all := steps.List()
	return v.along(func(path *Step) *Step {
		if path == nil {
			return steps
		}
		for _, step := range all {
			path = path.Then(*step)
		}
		return path
	})
}

// along returns the value with longer paths. Most origins of a value have come the same way:
// they share the longer one.
func (v Value) along(longer func(*Step) *Step) Value {
	var before *Step
	after := longer(nil)
	further := make(Value, len(v))
	for i, alternative := range v {
		further[i] = make(Alternative, len(alternative))
		for j, o := range alternative {
			if o.Steps != before {
				before, after = o.Steps, longer(o.Steps)
			}
			further[i][j] = o
			if after != before { // else the path is as long as paths get
				further[i][j] = &Origin{Source: o.Source, Steps: after}
			}
		}
	}
	return further
}
