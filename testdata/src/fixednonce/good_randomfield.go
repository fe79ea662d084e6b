package fixednonce

import (
	"bufio"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"io"
)

// Keys and nonces that are drawn one after the other from a reader in a field.

func sealOnce(key, nonce, text []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return aead.Seal(nil, nonce, text, nil), nil
}

type packer struct{ random io.Reader }

func newPacker() *packer { return &packer{random: rand.Reader} }

func (p *packer) goodSeal(text []byte) ([]byte, error) {
	nonce, key := make([]byte, 12), make([]byte, 32)
	if _, err := p.random.Read(nonce); err != nil {
		return nil, err
	}
	if _, err := p.random.Read(key); err != nil {
		return nil, err
	}
	return sealOnce(key, nonce, text)
}

type bufferedPacker struct{ random *bufio.Reader }

func newBufferedPacker() *bufferedPacker { return &bufferedPacker{bufio.NewReader(rand.Reader)} }

func (p *bufferedPacker) goodSeal(text []byte) ([]byte, error) {
	nonce, key := make([]byte, 12), make([]byte, 32)
	if _, err := io.ReadFull(p.random, key); err != nil {
		return nil, err
	}
	if _, err := io.ReadFull(p.random, nonce); err != nil {
		return nil, err
	}
	return sealOnce(key, nonce, text)
}
