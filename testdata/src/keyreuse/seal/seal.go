// Package seal encrypts and authenticates for others.
package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
)

// Block returns a cipher.
func Block(key []byte) (cipher.Block, error) { return aes.NewCipher(key) }

// Tag returns the MAC of a message.
func Tag(key, message []byte) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return mac.Sum(nil)
}

// Both uses its key twice.
func Both(key, message []byte) (cipher.Block, []byte, error) {
	block, err := Block(key) // want `CL608: the key of aes.NewCipher, called by seal.Block, is also the key of hmac.New, called by seal.Tag`
	return block, Tag(key, message), err
}
