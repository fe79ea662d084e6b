// Package boxes encrypts and authenticates with keys of its own kinds.
package boxes

import (
	"crypto/aes"
	"crypto/cipher"

	"golang.org/x/crypto/poly1305"
)

// EncryptionKey is what AES gets.
type EncryptionKey [32]byte

// MACKey is what Poly1305-AES gets.
type MACKey struct{ K, R [16]byte }

// Key is both.
type Key struct {
	EncryptionKey
	MACKey MACKey
}

// Seal encrypts a text and adds the tag of the ciphertext.
func (k *Key) Seal(dst, nonce, text []byte) []byte {
	block, err := aes.NewCipher(k.EncryptionKey[:])
	if err != nil {
		panic(err)
	}
	out := make([]byte, len(text))
	cipher.NewCTR(block, nonce).XORKeyStream(out, text)
	sum := tag(out, nonce, &k.MACKey)
	return append(append(dst, out...), sum[:]...)
}

func tag(text, nonce []byte, key *MACKey) (sum [16]byte) {
	block, err := aes.NewCipher(key.K[:])
	if err != nil {
		panic(err)
	}
	var once [32]byte
	copy(once[:16], key.R[:])
	block.Encrypt(once[16:], nonce)
	poly1305.Sum(&sum, text, &once)
	return sum
}
