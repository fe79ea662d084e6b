// Package boxes makes AEADs for others.
package boxes

import (
	"crypto/aes"
	"crypto/cipher"
)

// New returns GCM with nonces of a size that the caller chooses.
func New(key []byte, nonceSize int) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithNonceSize(block, nonceSize)
}

// Short returns GCM with tags of a size that the caller chooses.
func Short(block cipher.Block, tag int) (cipher.AEAD, error) {
	return cipher.NewGCMWithTagSize(block, tag)
}
