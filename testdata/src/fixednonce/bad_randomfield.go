package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"io"
)

// A key is drawn from a reader in a field, and its beginning is the IV as well.
type loader struct {
	random  io.Reader
	key, iv []byte
}

func newLoader() (*loader, error) {
	l := &loader{random: rand.Reader, key: make([]byte, 32)}
	if _, err := io.ReadFull(l.random, l.key); err != nil {
		return nil, err
	}
	l.iv = l.key[:aes.BlockSize]
	return l, nil
}

func (l *loader) badSeal(text []byte) ([]byte, error) {
	block, err := aes.NewCipher(l.key)
	if err != nil {
		return nil, err
	}
	out := make([]byte, len(text))
	cipher.NewCTR(block, l.iv).XORKeyStream(out, text) // want `CL205: the IV of cipher.NewCTR is taken from the key`
	return out, nil
}
