package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
)

// pair cuts one secret in two: nothing of the key is in the IV.
type pair struct{ key, iv []byte }

func newPair(secret []byte) *pair { return &pair{key: secret[:32], iv: secret[32:48]} }

func (p *pair) goodOtherHalfOfTheSecret(padded []byte) error {
	block, err := aes.NewCipher(p.key)
	if err != nil {
		return err
	}
	cipher.NewCBCEncrypter(block, p.iv).CryptBlocks(padded, padded)
	return nil
}

// goodNumberUnderANewKey draws the key for the books of one call.
func goodNumberUnderANewKey(books [][]byte, keep func(key []byte)) error {
	key := make([]byte, 32)
	rand.Read(key)
	keep(key)
	block, err := aes.NewCipher(key)
	if err != nil {
		return err
	}
	for i, book := range books {
		iv := make([]byte, aes.BlockSize)
		iv[0] = byte(i)
		cipher.NewCTR(block, iv).XORKeyStream(book, book)
	}
	return nil
}

func (s *shelf) goodNumberBesideRandomBytes(books [][]byte) (half [8]byte) {
	rand.Read(half[:])
	for i, book := range books {
		iv := make([]byte, aes.BlockSize)
		copy(iv, half[:])
		iv[8] = byte(i)
		cipher.NewCTR(s.block, iv).XORKeyStream(book, book)
	}
	return half
}
