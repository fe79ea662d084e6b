// Package ciphers is what other packages encrypt with.
package ciphers

import (
	"crypto/aes"
	"crypto/cipher"
)

// EncryptCBC encrypts whole blocks. Whoever calls it may authenticate what it returns.
func EncryptCBC(key, iv, text []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	out := make([]byte, len(text))
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(out, text)
	return out, nil
}
