// want package:"Encrypt\\(encryption key: parameter 1, nonce: parameter 2, result 0: a ciphertext\\)"

// Package facts is a package whose importers need to know what its functions do.
package facts

import (
	"crypto/aes"
	"crypto/cipher"
)

// Encrypt seals the plaintext. The nonce is the caller's.
func Encrypt(key, nonce, plaintext []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return aead.Seal(nil, nonce, plaintext, nil), nil
}
