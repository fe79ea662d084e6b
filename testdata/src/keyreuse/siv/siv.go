// Package siv derives what it needs from one key with a MAC.
package siv

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
)

func goodSubkey(key []byte) (cipher.Block, error) {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("encryption"))
	return aes.NewCipher(mac.Sum(nil))
}

// goodWrapped encrypts a subkey with the key that it was derived from.
func goodWrapped(key, subkey []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	out := make([]byte, 16)
	block.Encrypt(out, subkey)
	return out, nil
}
