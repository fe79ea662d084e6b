package strict

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"math/big"

	"golang.org/x/crypto/curve25519"
)

func badCoordinates(key *ecdsa.PublicKey) (x, y *big.Int) {
	return key.X, // want "CL304: ecdsa.PublicKey.X was deprecated in Go 1.26"
		key.Y // want "CL304: ecdsa.PublicKey.Y was deprecated"
}

func badCheck(curve elliptic.Curve, x, y *big.Int) bool {
	return curve.IsOnCurve(x, y) // want "CL304: elliptic.Curve.IsOnCurve was deprecated in Go 1.21; why: .*; fix: use ecdh.Curve.NewPublicKey, which checks the point"
}

func badSum(curve elliptic.Curve, x, y *big.Int, k []byte) (*big.Int, *big.Int) {
	gx, gy := curve.ScalarBaseMult(k) // want "CL304: elliptic.Curve.ScalarBaseMult was deprecated"
	return curve.Add(x, y, gx, gy)    // want "CL304: elliptic.Curve.Add was deprecated"
}

func badBasePoint(private *[32]byte) (public [32]byte) {
	curve25519.ScalarMult(&public, private, &[32]byte{9}) // want "CL304: curve25519.ScalarMult is deprecated"
	return public
}

func goodBytes(key *ecdsa.PublicKey) ([]byte, error) { return key.Bytes() }

func goodBase(private *[32]byte) (public [32]byte) {
	curve25519.ScalarBaseMult(&public, private)
	return public
}
