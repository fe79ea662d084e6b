package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rsa"
	"crypto/sha256"
	"io"
)

// A key for each message, from a generator that is passed, so that tests can pass another.
func goodHybrid(random io.Reader, to *rsa.PublicKey, message []byte) (wrapped, sealed []byte, err error) {
	key := make([]byte, 32)
	if _, err := io.ReadFull(random, key); err != nil {
		return nil, nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, nil, err
	}
	wrapped, err = rsa.EncryptOAEP(sha256.New(), random, to, key, nil)
	return wrapped, aead.Seal(nil, make([]byte, aead.NonceSize()), message, nil), err
}

// The same in an array.
func goodHybridArray(random io.Reader, message []byte) (key [32]byte, sealed []byte, err error) {
	if _, err := io.ReadFull(random, key[:]); err != nil {
		return key, nil, err
	}
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return key, nil, err
	}
	out := make([]byte, len(message))
	cipher.NewCTR(block, make([]byte, aes.BlockSize)).XORKeyStream(out, message)
	return key, out, nil
}

// A key that callers pass may serve for many messages.
func badPassedKey(key, message []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	out := make([]byte, len(message))
	cipher.NewCTR(block, make([]byte, aes.BlockSize)).XORKeyStream(out, message) // want "CL205: .*zero bytes"
	return out, nil
}
