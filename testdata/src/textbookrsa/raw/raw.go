// Package raw is arithmetic that knows nothing of keys.
package raw

import "math/big"

// Power returns base to the power of exponent, modulo m.
func Power(base, exponent, m *big.Int) *big.Int { return new(big.Int).Exp(base, exponent, m) }

// Number reads a number.
func Number(b []byte) *big.Int { return new(big.Int).SetBytes(b) }
