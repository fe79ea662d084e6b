package value

import (
	"fmt"
	"go/constant"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// generator makes values of few different origins, so that they often have some in
// common. They are small enough that no bound cuts what the laws make of them.
type generator struct{ *rand.Rand }

func (g generator) origin(depth int) *Origin {
	kinds := []cryptoapi.Kind{cryptoapi.Unknown, cryptoapi.Constant, cryptoapi.Zero, cryptoapi.SecureRandom, cryptoapi.WeakRandom, cryptoapi.Digest}
	o := &Origin{Source: &Source{Kind: kinds[g.IntN(len(kinds))]}}
	switch o.Kind {
	case cryptoapi.Unknown:
		o.Param, o.Name = g.IntN(4), []string{"", "key"}[g.IntN(2)]
	case cryptoapi.Constant:
		o.Const = []constant.Value{nil, constant.MakeInt64(7), constant.MakeInt64(-7), constant.MakeString("7"), constant.MakeBool(true)}[g.IntN(5)]
	case cryptoapi.Zero:
		o.Detail = "nil"
	case cryptoapi.Digest:
		if depth > 0 {
			for range g.IntN(3) {
				if part := g.origin(depth - 1); !o.Of.contains(part) {
					o.Of = append(o.Of, part)
				}
			}
		}
	}
	return o
}

// value returns a value of which three, joined, stay within the bounds.
func (g generator) value() Value {
	var v Value
	for range g.IntN(4) {
		v = Join(v, Mix(Of(*g.origin(2)), Of(*g.origin(2))))
	}
	return v
}

// small returns a value of which the product of three stays within the bounds.
func (g generator) small() Value {
	var v Value
	for range g.IntN(3) {
		v = Join(v, Of(*g.origin(1)))
	}
	return v
}

// shuffled returns the same value with alternatives and parts in another order.
func (g generator) shuffled(v Value) Value {
	other := make(Value, len(v))
	for i, alternative := range v {
		other[i] = g.shuffledParts(alternative)
	}
	g.Shuffle(len(other), func(j, k int) { other[j], other[k] = other[k], other[j] })
	return other
}

func (g generator) shuffledParts(a Alternative) Alternative {
	other := slices.Clone(a)
	g.Shuffle(len(other), func(i, j int) { other[i], other[j] = other[j], other[i] })
	return other
}

// forValues runs a check on many generated values, the same in each run.
func forValues(t *testing.T, check func(t *testing.T, g generator)) {
	t.Helper()
	for seed := range uint64(500) {
		check(t, generator{rand.New(rand.NewPCG(seed, 1))})
		if t.Failed() {
			t.Fatalf("with seed %d", seed)
		}
	}
}

func equal(t *testing.T, law string, a, b Value) {
	t.Helper()
	if !Same(a, b) {
		t.Errorf("%s:\n%s\n%s", law, write(a), write(b))
	}
}

func write(v Value) string {
	var ways []string
	for _, alternative := range v {
		ways = append(ways, writeAlternative(alternative))
	}
	return strings.Join(ways, " | ")
}

func writeAlternative(a Alternative) string {
	var parts []string
	for _, o := range a {
		part := fmt.Sprintf("%s %s%s %v %d", o.Kind, o.Name, o.Detail, o.Const, o.Param)
		if len(o.Of) > 0 {
			part += "(" + writeAlternative(o.Of) + ")"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " + ")
}

func TestLawsOfJoin(t *testing.T) {
	forValues(t, func(t *testing.T, g generator) {
		a, b, c := g.value(), g.value(), g.value()
		equal(t, "a value is the same in another order", a, g.shuffled(a))
		equal(t, "Join(a, b) = Join(b, a)", Join(a, b), Join(b, a))
		equal(t, "Join(a, b) does not depend on the order of alternatives", Join(a, b), Join(g.shuffled(a), g.shuffled(b)))
		equal(t, "Join(a, Join(b, c)) = Join(Join(a, b), c)", Join(a, Join(b, c)), Join(Join(a, b), c))
		equal(t, "Join(a, a) = a", Join(a, a), a)
		equal(t, "Join(nothing, a) = a", Join(nil, a), a)
		equal(t, "Join(a, nothing) = a", Join(a, nil), a)
		if !covers(Join(a, b), a) || !covers(Join(a, b), b) {
			t.Errorf("Join(a, b) does not cover a and b:\n%s\n%s", write(a), write(b))
		}
		if larger := Join(a, b); !covers(Join(larger, c), Join(a, c)) {
			t.Errorf("larger covers a, and Join(larger, c) does not cover Join(a, c):\n%s\n%s\n%s", write(a), write(larger), write(c))
		}
	})
}

// covers reports whether each alternative of b is one of a.
func covers(a, b Value) bool {
	return !b.Any(func(alternative Alternative) bool { return !slices.ContainsFunc(a, alternative.same) })
}

func TestLawsOfMix(t *testing.T) {
	forValues(t, func(t *testing.T, g generator) {
		a, b, c := g.small(), g.small(), g.small()
		equal(t, "Mix(a, b) = Mix(b, a)", Mix(a, b), Mix(b, a))
		equal(t, "Mix(a, b) does not depend on the order of alternatives", Mix(a, b), Mix(g.shuffled(a), g.shuffled(b)))
		equal(t, "Mix(nothing, a) = a", Mix(nil, a), a)
		equal(t, "Mix(a, Mix(b, c)) = Mix(Mix(a, b), c)", Mix(a, Mix(b, c)), Mix(Mix(a, b), c))
		if len(b) > 0 && len(c) > 0 { // nothing is the identity of Mix, and not its zero
			equal(t, "Mix(a, Join(b, c)) = Join(Mix(a, b), Mix(a, c))", Mix(a, Join(b, c)), Join(Mix(a, b), Mix(a, c)))
		}
	})
}

// No operation makes a value that is larger than the bounds, and a value that was cut
// admits that there are other alternatives, and other parts.
func TestBounds(t *testing.T) {
	var joined, mixed Value
	for i := range 2 * maxAlternatives {
		one := Of(Origin{Source: &Source{Kind: cryptoapi.Digest, Name: fmt.Sprint(i)}})
		joined, mixed = Join(joined, one), Mix(mixed, one)
		product := Mix(joined, Join(one, Unknown("key", 0)))
		for what, v := range map[string]Value{"joined": joined, "mixed": mixed, "product": product} {
			if len(v) > maxAlternatives || slices.ContainsFunc(v, func(a Alternative) bool { return len(a) > maxParts }) {
				t.Errorf("%s: larger than the bounds: %s", what, write(v))
			}
		}
		if got := joined.Any(func(a Alternative) bool { return a.Only(cryptoapi.Unknown) }); got != (i >= maxAlternatives) {
			t.Errorf("%d alternatives: admits others: %t: %s", i+1, got, write(joined))
		}
		if got := mixed[0].Has(cryptoapi.Unknown); got != (i >= maxParts) {
			t.Errorf("%d parts: admits others: %t: %s", i+1, got, write(mixed))
		}
		if len(joined.Flat()) > maxOf {
			t.Errorf("%d origins, more than %d", len(joined.Flat()), maxOf)
		}
	}
}

// A value that was cut stays what it is, whatever is joined with it: a walk can end there.
func TestFull(t *testing.T) {
	var v Value
	for i := range maxAlternatives + 3 {
		if whole := i <= maxAlternatives; Full(v) == whole {
			t.Errorf("with %d alternatives, Full is %t", i, !whole)
		}
		v = Join(v, Of(Origin{Source: &Source{Kind: cryptoapi.Unknown, Param: i + 1}}))
	}
	if more := Join(v, Of(Origin{Source: &Source{Kind: cryptoapi.Clock}})); !Same(more, v) {
		t.Errorf("a full value became %v", more)
	}
}

func TestMixOfFixedParts(t *testing.T) {
	seven, eight := Of(Origin{Source: &Source{Kind: cryptoapi.Constant, Const: constant.MakeInt64(7)}}), Of(Origin{Source: &Source{Kind: cryptoapi.Constant, Const: constant.MakeInt64(8)}})
	zero, random := Of(Origin{Source: &Source{Kind: cryptoapi.Zero}}), Of(Origin{Source: &Source{Kind: cryptoapi.SecureRandom}})
	several := Of(Origin{Source: &Source{Kind: cryptoapi.Constant}})
	for _, c := range []struct {
		name      string
		got, want Value
	}{
		{"constants that differ are a constant of unknown value", Mix(seven, eight), several},
		{"a constant stays what it is", Mix(seven, seven), seven},
		{"a constant and zero bytes are a constant", Mix(zero, seven), seven},
		{"what is fixed vanishes beside what is random", Mix(Mix(seven, random), zero), random},
		{"each way is mixed", Mix(Join(seven, random), zero), Join(seven, random)},
	} {
		equal(t, c.name, c.got, c.want)
	}
}
