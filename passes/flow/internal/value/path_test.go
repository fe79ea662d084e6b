package value

import (
	"fmt"
	"testing"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// A path that goes on is that path with the steps of the other, one after the other, as far
// as paths are followed: whatever the origin has come by before.
func TestFurther(t *testing.T) {
	for before := range maxSteps + 2 {
		for more := range maxSteps + 2 {
			v := Mix(walked("a", before), walked("b", 1))
			var further *Step
			want := v
			for i := range more {
				step := Step{Text: fmt.Sprint("then ", i)}
				further, want = further.Then(step), want.Then(step)
			}
			got := v.Further(further)
			for i, o := range got[0] {
				if texts(o.Steps) != texts(want[0][i].Steps) {
					t.Errorf("%d steps and %d more: %s, want %s", before, more, texts(o.Steps), texts(want[0][i].Steps))
				}
			}
		}
	}
}

// Origins that go the same way share what they are, and their path.
func TestPathsAreShared(t *testing.T) {
	v := Join(walked("a", 0), walked("b", 0))
	further := v.Then(Step{Text: "on"})
	if further[0][0].Source != v[0][0].Source || further[0][0].Steps != further[1][0].Steps {
		t.Error("a step copies more than it adds")
	}
	if v[0][0].Steps != nil {
		t.Error("a step changes the origin that it begins at")
	}
	changed := further[0][0].Copy()
	changed.Name, changed.Steps = "c", nil
	if v[0][0].Name != "a" || further[0][0].Steps == nil {
		t.Error("a copy is not one")
	}
}

func walked(name string, steps int) Value {
	v := Of(Origin{Source: &Source{Kind: cryptoapi.Clock, Name: name}})
	for i := range steps {
		v = v.Then(Step{Text: fmt.Sprint(name, i)})
	}
	return v
}

func texts(path *Step) string {
	all := ""
	for _, step := range path.List() {
		all += step.Text + ", "
	}
	return all
}
