// Package sealed encrypts and then computes a MAC.
package sealed

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"

	"example.test/unauthenticated/ciphers"
)

// Box has two keys.
type Box struct{ encryption, authentication []byte }

func (b *Box) crypt(iv, text []byte) ([]byte, error) {
	block, err := aes.NewCipher(b.encryption)
	if err != nil {
		return nil, err
	}
	out := make([]byte, len(text))
	cipher.NewCTR(block, iv).XORKeyStream(out, text)
	return out, nil
}

func (b *Box) sum(data []byte) []byte {
	h := hmac.New(sha256.New, b.authentication)
	h.Write(data)
	return h.Sum(nil)
}

func (b *Box) goodSeal(note []byte) ([]byte, error) {
	iv := make([]byte, aes.BlockSize)
	if _, err := rand.Read(iv); err != nil {
		return nil, err
	}
	out, err := b.crypt(iv, note)
	if err != nil {
		return nil, err
	}
	out = append(iv, out...)
	return append(out, b.sum(out)...), nil
}

func (b *Box) goodOpen(sealed []byte) ([]byte, error) {
	if len(sealed) < aes.BlockSize+sha256.Size {
		return nil, errors.New("too short")
	}
	data, sum := sealed[:len(sealed)-sha256.Size], sealed[len(sealed)-sha256.Size:]
	if !hmac.Equal(sum, b.sum(data)) {
		return nil, errors.New("changed")
	}
	return b.crypt(data[:aes.BlockSize], data[aes.BlockSize:])
}

func (b *Box) goodSealThroughPackage(note []byte) ([]byte, error) {
	iv := make([]byte, aes.BlockSize)
	if _, err := rand.Read(iv); err != nil {
		return nil, err
	}
	out, err := ciphers.EncryptCBC(b.encryption, iv, note)
	if err != nil {
		return nil, err
	}
	out = append(iv, out...)
	return append(out, b.sum(out)...), nil
}
