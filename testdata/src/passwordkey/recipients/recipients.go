// Package recipients encrypts for whoever has a key or a password.
package recipients

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"errors"

	"golang.org/x/crypto/pbkdf2"
)

// A Recipient has a key, or a password if the algorithm says so.
type Recipient struct {
	Algorithm string
	Key       any
	Salt      []byte
}

// Wrap returns the cipher that wraps a key for a recipient.
func Wrap(r Recipient) (cipher.Block, error) {
	secret, ok := r.Key.([]byte)
	if !ok {
		return nil, errors.New("not a key")
	}
	switch r.Algorithm {
	case "PBES2":
		return aes.NewCipher(pbkdf2.Key(secret, r.Salt, 600_000, 16, sha256.New))
	case "A256KW":
		return aes.NewCipher(secret)
	}
	return nil, errors.New("unknown algorithm")
}

// Direct returns the cipher for a key.
func Direct(key []byte) (cipher.Block, error) { return aes.NewCipher(key) }
