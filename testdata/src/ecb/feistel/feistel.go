// Package feistel is a block cipher of another module, with the methods of
// cipher.Block on a type of its own.
package feistel

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
)

// Cipher has blocks of 64 bytes.
type Cipher struct{ rounds [4][32]byte }

// New returns the cipher for a key of 32 bytes.
func New(key []byte) (*Cipher, error) {
	if len(key) != 32 {
		return nil, errors.New("feistel: a key has 32 bytes")
	}
	c := &Cipher{}
	for i := range c.rounds {
		c.rounds[i] = sha256.Sum256(append([]byte{byte(i)}, key...))
	}
	return c, nil
}

// BlockSize is 64.
func (c *Cipher) BlockSize() int { return 64 }

// Encrypt encrypts one block.
func (c *Cipher) Encrypt(dst, src []byte) {
	left, right := append([]byte(nil), src[:32]...), append([]byte(nil), src[32:64]...)
	for _, key := range c.rounds {
		mixed := sha256.Sum256(append(key[:], right...))
		subtle.XORBytes(left, left, mixed[:])
		left, right = right, left
	}
	copy(dst, right)
	copy(dst[32:], left)
}

// Decrypt decrypts one block.
func (c *Cipher) Decrypt(dst, src []byte) {
	right, left := append([]byte(nil), src[:32]...), append([]byte(nil), src[32:64]...)
	for i := len(c.rounds) - 1; i >= 0; i-- {
		left, right = right, left
		mixed := sha256.Sum256(append(c.rounds[i][:], right...))
		subtle.XORBytes(left, left, mixed[:])
	}
	copy(dst, left)
	copy(dst[32:], right)
}
