// Package wire seals frames for the programs of the parent package.
package wire

import (
	"crypto/cipher"
	"crypto/rand"
)

// SealFrame encrypts a frame under a nonce that the caller chose.
func SealFrame(aead cipher.AEAD, nonce, frame []byte) []byte {
	return aead.Seal(nil, nonce, frame, nil)
}

// SealFresh encrypts a frame under a nonce of its own, into the buffer that it
// is given.
func SealFresh(aead cipher.AEAD, nonce, frame []byte) []byte {
	rand.Read(nonce)
	return aead.Seal(nil, nonce, frame, nil)
}

// Next overwrites nonce with the one after it.
func Next(nonce []byte) {
	for i := len(nonce) - 1; i >= 0; i-- {
		nonce[i]++
		if nonce[i] != 0 {
			return
		}
	}
}
