// Package pedersen commits to values: it needs sums of points, which the standard library
// does not offer otherwise.
package pedersen

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"math/big"
)

// Commit returns a commitment.
func Commit(curve elliptic.Curve, hx, hy *big.Int, value, blinding []byte) (x, y *big.Int) {
	gx, gy := curve.ScalarBaseMult(value)
	bx, by := curve.ScalarMult(hx, hy, blinding)
	return curve.Add(gx, gy, bx, by)
}

// Tweaked is a key that is derived from another.
func Tweaked(key *ecdsa.PrivateKey, tweak *big.Int) *big.Int {
	d := new(big.Int).Add(key.D, tweak)
	return d.Mod(d, key.Curve.Params().N)
}
