// Package modes implements a mode of its own: CTR is a part of it.
package modes

import "crypto/cipher"

type counted struct {
	block cipher.Block
	sum   func(data []byte) []byte
}

func (c *counted) NonceSize() int { return 12 }

func (c *counted) Overhead() int { return 16 }

func (c *counted) Seal(dst, nonce, plaintext, additionalData []byte) []byte {
	out := make([]byte, len(plaintext))
	goodPart(c.block, append(nonce[:12:12], 0, 0, 0, 2), out, plaintext)
	return append(append(dst, out...), c.sum(append(additionalData, out...))...)
}

func (c *counted) Open(dst, nonce, ciphertext, additionalData []byte) ([]byte, error) {
	return nil, nil
}

func goodPart(block cipher.Block, counter, dst, text []byte) {
	cipher.NewCTR(block, counter).XORKeyStream(dst, text)
}

// New returns an AEAD.
func New(block cipher.Block, sum func([]byte) []byte) cipher.AEAD { return &counted{block, sum} }
