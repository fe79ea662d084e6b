// Package stretch makes keys, in ways that are good and bad.
package stretch

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"

	"golang.org/x/crypto/nacl/secretbox"
	"golang.org/x/crypto/scrypt"
)

// Sum makes a key of a text in no time.
func Sum(text string) []byte {
	sum := sha256.Sum256([]byte(text))
	return sum[:]
}

// HexMD5 writes the digest of a text.
func HexMD5(text string) string {
	sum := md5.Sum([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Slow makes a key of a text, and takes its time.
func Slow(text string, salt []byte) ([]byte, error) {
	return scrypt.Key([]byte(text), salt, 1<<17, 8, 1, 32)
}

// Open returns a cipher with the key that it is given.
func Open(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// Fit makes a text as long as a key.
func Fit(text string) *[32]byte {
	var key [32]byte
	copy(key[:], []byte(text))
	return &key
}

// Decrypt makes the text fit. The finding is here, and not at each caller.
func Decrypt(key string, sealed []byte) ([]byte, bool) {
	var secret [32]byte
	copy(secret[:], key)
	var nonce [24]byte
	copy(nonce[:], sealed)
	return secretbox.Open(nil, sealed[24:], &nonce, &secret) // want `CL604: the key of secretbox.Open is a text that is truncated or padded`
}
