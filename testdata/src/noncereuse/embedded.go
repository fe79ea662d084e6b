package noncereuse

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"sync"
)

// The AEAD is embedded, and its constructor goes through a generic helper.

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

type sealedBox struct {
	cipher.AEAD
	nonce []byte
}

func newSealedBox(key []byte) *sealedBox {
	box := &sealedBox{AEAD: must(cipher.NewGCM(must(aes.NewCipher(key)))), nonce: make([]byte, 12)}
	rand.Read(box.nonce)
	return box
}

func (b *sealedBox) badPut(letter []byte) []byte {
	return b.Seal(nil, b.nonce, letter, nil) // want "CL206: sealedBox.nonce is generated once"
}

type freshBox struct {
	cipher.AEAD
	nonce []byte
}

func newFreshBox(key []byte) *freshBox {
	return &freshBox{AEAD: must(cipher.NewGCM(must(aes.NewCipher(key)))), nonce: make([]byte, 12)}
}

func (b *freshBox) goodPut(letter []byte) []byte {
	rand.Read(b.nonce)
	return b.Seal(nil, b.nonce, letter, nil)
}

var (
	makeIV   sync.Once
	sharedIV []byte
)

func badSharedIV(key, letter []byte) []byte {
	makeIV.Do(func() { sharedIV = make([]byte, 16); rand.Read(sharedIV) })
	sealed := make([]byte, len(letter))
	cipher.NewCTR(must(aes.NewCipher(key)), sharedIV).XORKeyStream(sealed, letter) // want `CL206: the package variable "sharedIV" is set once`
	return sealed
}

func goodOwnIV(key, letter []byte) []byte {
	iv := make([]byte, 16)
	rand.Read(iv)
	sealed := make([]byte, len(letter))
	cipher.NewCTR(must(aes.NewCipher(key)), iv).XORKeyStream(sealed, letter)
	return append(iv, sealed...)
}
