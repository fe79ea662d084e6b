// Package both agrees on keys with an elliptic curve and ML-KEM.
package both

import (
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/mlkem"
	"crypto/sha256"
	"slices"
)

func goodHybrid(mine *ecdh.PrivateKey, theirs *ecdh.PublicKey, lattice *mlkem.DecapsulationKey768, ciphertext []byte) ([]byte, error) {
	first, err := mine.ECDH(theirs)
	if err != nil {
		return nil, err
	}
	second, err := lattice.Decapsulate(ciphertext)
	if err != nil {
		return nil, err
	}
	return hkdf.Key(sha256.New, slices.Concat(second, first), ciphertext, "session", 32)
}
