package weakrandom

import (
	"cmp"
	"go/types"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// rank orders the places at which a value may be called a secret: what an API does
// with it is certain, names tell less and less.
func rank(sink *flow.Sink) int {
	if !sink.Named {
		return 0
	}
	return 1 + int(sink.Place())
}

// toldElsewhere reports whether a value has its name from a function of another
// package of this module, such as NewToken: the finding stands there.
func toldElsewhere(pass *rule.Pass, graph *flow.Graph, s *secret) bool {
	return s.sink.Named && s.weak.ReturnedBy(func(fn *types.Func) bool {
		return fn.Pkg() != pass.Pkg && pass.InModule(fn.Pkg()) && graph.Suggests(fn.Name())
	})
}

// best keeps one place of each defect. Two places have the same defect if one is on
// the way of the value to the other: it is fixed where it is nearest to the
// generator, and reported where it is certain.
func best(found []*secret) []*secret {
	slices.SortStableFunc(found, func(a, b *secret) int {
		return cmp.Or(
			cmp.Compare(min(1, rank(a.sink)), min(1, rank(b.sink))),
			cmp.Compare(len(a.path), len(b.path)),
			cmp.Compare(rank(a.sink), rank(b.sink)),
			cmp.Compare(a.sink.Pos(), b.sink.Pos()))
	})
	var kept []*secret
	for _, s := range found {
		if !slices.ContainsFunc(kept, func(k *secret) bool { return sameDefect(k, s) }) {
			kept = append(kept, s)
		}
	}
	slices.SortFunc(kept, func(a, b *secret) int { return cmp.Compare(a.sink.Pos(), b.sink.Pos()) })
	return kept
}

func sameDefect(a, b *secret) bool {
	near, far := a, b
	if len(near.path) > len(far.path) {
		near, far = far, near
	}
	if !slices.Equal(near.path, far.path[:len(near.path)]) {
		return false
	}
	if near.sink.Func() == far.sink.Func() {
		return true
	}
	// Of two uses of cryptography, and of two values that only come from one generator, an
	// ignore comment at one says nothing of the other.
	return (near.sink.Named || far.sink.Named) && near.sink.Passes(far.weak)
}
