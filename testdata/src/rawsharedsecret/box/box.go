// Package box encrypts for others.
package box

import "golang.org/x/crypto/chacha20poly1305"

// Seal encrypts under a key.
func Seal(key, nonce, text []byte) ([]byte, error) {
	aead, err := chacha20poly1305.New(key)
	if err != nil {
		return nil, err
	}
	return aead.Seal(nil, nonce, text, nil), nil
}
