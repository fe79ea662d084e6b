package strict

import (
	"crypto/aes"
	"crypto/cipher"

	"golang.org/x/crypto/xts"
)

type badTea struct{ key [4]uint32 } // want "CL204: badTea is a homemade crypto/cipher.Block"

func (*badTea) BlockSize() int { return 8 }

func (t *badTea) Encrypt(dst, src []byte) {
	for i := range dst[:8] {
		dst[i] = src[i] + byte(t.key[i&3])
	}
}

func (t *badTea) Decrypt(dst, src []byte) {
	for i := range dst[:8] {
		dst[i] = src[i] - byte(t.key[i&3])
	}
}

// goodWrapped counts what a real cipher does.
type goodWrapped struct {
	cipher.Block
	calls int
}

func badSectors(key []byte) (*xts.Cipher, error) {
	return xts.NewCipher(aes.NewCipher, key) // want "CL204: XTS is made for the sectors of a disk"
}
