package publickey_test

import (
	"crypto/rsa"
	"math/big"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/internal/publickey"
)

// odd returns the least odd number of so many bits: a modulus as far as its
// size goes.
func odd(bits uint) *big.Int {
	return new(big.Int).Add(new(big.Int).Lsh(big.NewInt(1), bits-1), big.NewInt(1))
}

func TestCheckRSA(t *testing.T) {
	even := new(big.Int).Sub(odd(3072), big.NewInt(1))
	for name, c := range map[string]struct {
		key  *rsa.PublicKey
		good bool
	}{
		"2047 bits":          {&rsa.PublicKey{N: odd(2047), E: 65537}, false},
		"2048 bits":          {&rsa.PublicKey{N: odd(2048), E: 65537}, true},
		"8192 bits":          {&rsa.PublicKey{N: odd(8192), E: 65537}, true},
		"8193 bits":          {&rsa.PublicKey{N: odd(8193), E: 65537}, false},
		"exponent 3":         {&rsa.PublicKey{N: odd(3072), E: 3}, false},
		"an even exponent":   {&rsa.PublicKey{N: odd(3072), E: 65538}, false},
		"an even modulus":    {&rsa.PublicKey{N: even, E: 65537}, false},
		"a negative modulus": {&rsa.PublicKey{N: new(big.Int).Neg(odd(3072)), E: 65537}, false},
		"no modulus":         {&rsa.PublicKey{E: 65537}, false},
		"nil":                {nil, false},
	} {
		if err := publickey.CheckRSA(c.key); (err == nil) != c.good {
			t.Errorf("%s: %v", name, err)
		}
	}
}
