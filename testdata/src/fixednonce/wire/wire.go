// Package wire holds what the programs of the parent package share: a fixed
// initialization vector that should not be there, and small helpers that are
// innocent by themselves.
package wire

import (
	"crypto/cipher"
	"crypto/rand"
)

// DefaultIV was meant as an example. It ended up in production.
const DefaultIV = "0123456789abcdef"

// LegacyNonce is what the first version of the protocol used for every frame.
var LegacyNonce = []byte{0x66, 0x72, 0x61, 0x6d, 0x65, 0x2d, 0x76, 0x31, 0, 0, 0, 1}

// EmptyNonce returns a buffer of the size that aead wants. The caller fills it.
func EmptyNonce(aead cipher.AEAD) []byte {
	return make([]byte, aead.NonceSize())
}

// RandomNonce returns a nonce that was never used before.
func RandomNonce(aead cipher.AEAD) []byte {
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	return nonce
}

// Fill overwrites nonce with random bytes.
func Fill(nonce []byte) {
	rand.Read(nonce)
}

// SealFrame encrypts a frame under a nonce that the caller chose.
func SealFrame(aead cipher.AEAD, nonce, frame []byte) []byte {
	return aead.Seal(nil, nonce, frame, nil)
}

// Mark writes the first letters of a frame into its nonce.
func Mark(nonce []byte) { nonce[0], nonce[1] = 'f', 'r' }
