// Package shop is a part of a program that shows how the library is used.
package shop

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
)

func goodKeyOfAnExample() (cipher.Block, error) {
	key := sha256.Sum256([]byte("in a real program, read it from a file"))
	return aes.NewCipher(key[:])
}
