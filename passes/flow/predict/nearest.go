package predict

import (
	"cmp"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// An Arrival is a place that an origin reaches. What Nearest chooses among has it embedded.
type Arrival struct {
	*flow.Sink
	From *flow.Origin
}

func (a Arrival) arrival() Arrival { return a }

// path is the way from the origin to the place. Where it begins, the name says what the
// origin is.
func (a Arrival) path() []rule.Step { return flow.Path(a.From, a.From.Name) }

// rank orders the places at which a value may be called a secret: what an API does with it
// is certain, names say less and less.
func (a Arrival) rank() int {
	if !a.Named {
		return 0
	}
	return 1 + int(a.Place())
}

// Nearest returns one place of each defect, where several are on the way of one value: the
// one that is nearest to the origin, where it is fixed, and one that is certain before one
// that only has the name of a secret. They are in the order of the files.
func Nearest[P interface{ arrival() Arrival }](places []P) []P {
	ordered := slices.SortedStableFunc(slices.Values(places), func(p, q P) int {
		a, b := p.arrival(), q.arrival()
		return cmp.Or(
			cmp.Compare(min(1, a.rank()), min(1, b.rank())),
			cmp.Compare(len(a.path()), len(b.path())),
			cmp.Compare(a.rank(), b.rank()),
			cmp.Compare(a.Pos(), b.Pos()))
	})
	var kept []P
	for _, p := range ordered {
		if !slices.ContainsFunc(kept, func(k P) bool { return k.arrival().onWay(p.arrival()) }) {
			kept = append(kept, p)
		}
	}
	slices.SortFunc(kept, func(p, q P) int { return cmp.Compare(p.arrival().Pos(), q.arrival().Pos()) })
	return kept
}

// onWay reports whether one of two places is on the way of a value to the other, so that
// both show one defect.
func (a Arrival) onWay(b Arrival) bool {
	near, far := a, b
	if len(near.path()) > len(far.path()) {
		near, far = far, near
	}
	if path := near.path(); !slices.Equal(path, far.path()[:len(path)]) {
		return false
	}
	if near.Func() == far.Func() {
		return true
	}
	// Of two uses of cryptography, and of two values that only come from one generator, an
	// ignore comment at one says nothing of the other.
	return (near.Named || far.Named) && near.Passes(far.From)
}
