package token

import (
	"math"
	"testing"
)

// script returns a source that gives the values one after another.
func script(t *testing.T, values ...uint64) func() uint64 {
	return func() uint64 {
		if len(values) == 0 {
			t.Fatal("drew once more than the values allow")
		}
		v := values[0]
		values = values[1:]
		return v
	}
}

func TestBelowRejectsTheExcess(t *testing.T) {
	const max = math.MaxUint64
	for name, c := range map[string]struct {
		n     uint64
		draws []uint64
		want  uint64
	}{
		"a power of two takes every draw": {1 << 32, []uint64{max}, 1<<32 - 1},
		"one":                             {1, []uint64{max}, 0},
		"ten, last good draw":             {10, []uint64{max - 6}, 9}, // 2⁶⁴ mod 10 is 6: draws up to 2⁶⁴-7 are fair
		"ten, in the excess":              {10, []uint64{max - 5, max, 3}, 3},
		"more than half the range":        {1<<63 + 1, []uint64{max, 1<<63 + 1, 1 << 63}, 1 << 63},
	} {
		if got := below(c.n, script(t, c.draws...)); got != c.want {
			t.Errorf("%s: got %d, want %d", name, got, c.want)
		}
	}
}
