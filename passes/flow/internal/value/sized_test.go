package value

import (
	"go/token"
	"testing"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

func random(bytes int) Value {
	return Sized(Of(Origin{Source: &Source{Kind: cryptoapi.SecureRandom, Pos: token.Pos(1)}}), bytes, 0)
}

// A constant adds nothing to random bytes. Two random values are as long as both
// together, which is not known: one may be the other.
func TestBytesOfMixedValues(t *testing.T) {
	prefix := Of(Origin{Source: &Source{Kind: cryptoapi.Constant}})
	for name, c := range map[string]struct {
		v    Value
		want int
	}{
		"alone":            {random(8), 8},
		"after a prefix":   {Mix(prefix, random(8)), 8},
		"twice":            {Mix(random(8), random(8)), 0},
		"beside a name":    {Mix(Unknown("user", token.NoPos), random(8)), 0},
		"known only once":  {Sized(random(8), 4, 0), 8},
		"in a loop":        {Unsized(random(8)), 0},
		"not random":       {Sized(prefix, 4, 0), 0},
		"length not known": {random(0), 0},
	} {
		for _, o := range c.v.Origins() {
			if o.Bytes != c.want {
				t.Errorf("%s: %d bytes, want %d", name, o.Bytes, c.want)
			}
		}
	}
}
