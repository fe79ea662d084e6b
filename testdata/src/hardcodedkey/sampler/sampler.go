// Package sampler takes samples. It is no sample.
package sampler

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
)

func badKeyOfASampler() (cipher.Block, error) {
	key := sha256.Sum256([]byte("b1llions of samples"))
	return aes.NewCipher(key[:]) // want `CL605: .*computed from a constant`
}
