package flow

import (
	"go/token"

	"github.com/cryptolint/cryptolint/internal/rule"
)

// Path returns the steps that an origin took to where it was asked for, for a
// finding. The first says what the origin is. There are none of no origin.
func Path(o *Origin, what string) []rule.Step {
	if o == nil {
		return nil
	}
	steps := []rule.Step{{Pos: o.Pos, Text: what}}
	if o.Home.Place != "" {
		steps[0].Home = o.Home.Package + " " + o.Home.Place
	}
	for _, step := range o.Steps.List() {
		if !o.Pos.IsValid() && len(steps) == 1 && !step.Pos.IsValid() {
			steps[0].Text += " " + step.Text
			continue
		}
		steps = append(steps, rule.Step{Pos: step.Pos, Text: step.Text})
	}
	return steps
}

// FirstField returns the field in which an origin is kept first, if its way begins there, as that
// of a default does: the position of its declaration.
func FirstField(o *Origin) token.Pos {
	if steps := o.Steps.List(); len(steps) > 0 && steps[0].Kind == Stored {
		return steps[0].Pos
	}
	return token.NoPos
}
