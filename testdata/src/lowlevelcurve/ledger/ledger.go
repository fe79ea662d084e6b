// Package ledger computes with keys on the curve of another package, which no function of
// the standard library takes.
package ledger

import (
	"crypto/ecdsa"
	"math/big"

	"example.test/lowlevelcurve/koblitz"
)

func goodShared(key *ecdsa.PrivateKey, peer *ecdsa.PublicKey) *big.Int {
	if key.Curve != koblitz.Twisted() || !key.Curve.IsOnCurve(peer.X, peer.Y) {
		return nil
	}
	shared, _ := peer.ScalarMult(peer.X, peer.Y, key.D.Bytes())
	return shared
}
