// Package registry returns keys, and a curve of the standard library by its name.
package registry

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"math/big"
)

// Key returns a key, which has the methods of its curve.
func Key(keys map[string]*ecdsa.PublicKey, name string) *ecdsa.PublicKey { return keys[name] }

func curveOf(name string) elliptic.Curve {
	if name == "P-384" {
		return elliptic.P384()
	}
	return elliptic.P256()
}

func badPublic(name string, secret []byte) (x, y *big.Int) {
	return curveOf(name).ScalarBaseMult(secret) // want "CL304: elliptic.Curve.ScalarBaseMult was deprecated in Go 1.21"
}
