// Package keyreuse holds keys that are used for two purposes.
package keyreuse

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"hash"

	"example.test/keyreuse/config"
	"example.test/keyreuse/seal"
)

// Encrypt, then authenticate, with one key.
func badOneKey(key, nonce, message []byte) ([]byte, error) {
	block, err := aes.NewCipher(key) // want `CL608: the key of aes.NewCipher is also the key of hmac.New; why: neither is proven secure with a key that has another use, and a leak in one of them breaks both; fix: derive two keys with hkdf.Key, each with the name of its purpose as info, or use`
	if err != nil {
		return nil, err
	}
	out := make([]byte, len(message))
	cipher.NewCTR(block, nonce).XORKeyStream(out, message)
	mac := hmac.New(sha256.New, key)
	mac.Write(out)
	return mac.Sum(out), nil
}

type box struct{ key []byte }

// The key is in a field, and its uses are in two methods.
func (b *box) badBlock() (cipher.Block, error) {
	return aes.NewCipher(b.key) // want `CL608: the key of aes.NewCipher is also the key of hmac.New`
}

func (b *box) mac() hash.Hash { return hmac.New(sha256.New, b.key) }

// Helpers of another package, and a variable of a third.
func badHelpers(message []byte) (cipher.Block, []byte, error) {
	block, err := seal.Block(config.Secret) // want `CL608: the key of aes.NewCipher, called by seal.Block, is also the key of hmac.New, called by seal.Tag`
	return block, seal.Tag(config.Secret, message), err
}

// Parts that overlap.
func badOverlap(key []byte) (cipher.Block, hash.Hash, error) {
	block, err := aes.NewCipher(key[:32]) // want `CL608`
	return block, hmac.New(sha256.New, key[:64]), err
}

// Both begin at the same byte, wherever they end.
func badComputedEnd(key []byte, size int) (cipher.Block, hash.Hash, error) {
	block, err := aes.NewCipher(key[:size]) // want `CL608`
	return block, hmac.New(sha256.New, key[:len(key)/2]), err
}

// A part of the key beside all of it.
func badPartAndWhole(key, message []byte, size int) (cipher.Block, []byte, error) {
	block, err := aes.NewCipher(key[:size]) // want `CL608: the key of aes.NewCipher is also the key of hmac.New, called by seal.Tag; why`
	return block, seal.Tag(key, message), err
}
