package aeadparameters

import (
	"crypto/cipher"
	"crypto/rand"
	"fmt"

	"github.com/ProtonMail/go-crypto/eax"
	"github.com/ProtonMail/go-crypto/ocb"
	"golang.org/x/crypto/chacha20poly1305"

	"example.test/aeadparameters/boxes"
	"example.test/aeadparameters/sizes"
)

func goodUsual(block cipher.Block) (cipher.AEAD, error) { return cipher.NewGCM(block) }

func goodUsualWritten(block cipher.Block) (cipher.AEAD, error) {
	return cipher.NewGCMWithNonceSize(block, sizes.Usual)
}

func goodRandomNonce(block cipher.Block) (cipher.AEAD, error) {
	return cipher.NewGCMWithRandomNonce(block)
}

func goodThroughHelper(key []byte) (cipher.AEAD, error) { return boxes.New(key, 12) }

func goodFullTag(block cipher.Block) (cipher.AEAD, error) { return boxes.Short(block, 16) }

// The length of the nonce that came with the message.
func goodOfMessage(block cipher.Block, nonce []byte) (cipher.AEAD, error) {
	return cipher.NewGCMWithNonceSize(block, len(nonce))
}

// The length that a caller chooses, who is told if it is wrong.
func goodOfCaller(block cipher.Block, options sizes.Options) (cipher.AEAD, error) {
	if options.TagSize != 16 {
		return nil, fmt.Errorf("tag size %d: must be 16", options.TagSize)
	}
	return cipher.NewGCMWithTagSize(block, options.TagSize)
}

// XChaCha20 is made for long nonces.
func goodLongNonce(key []byte, message []byte) ([]byte, error) {
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, chacha20poly1305.NonceSizeX)
	rand.Read(nonce)
	return aead.Seal(nonce, nonce, message, nil), nil
}

// EAX takes nonces of any length: each is authenticated by itself.
func goodEAX(block cipher.Block) (cipher.AEAD, error) {
	return eax.NewEAXWithNonceAndTagSize(block, 16, 16)
}

// OCB takes nonces of up to 15 bytes, and OpenPGP uses all of them.
func goodOCB(block cipher.Block) (cipher.AEAD, error) {
	return ocb.NewOCBWithNonceAndTagSize(block, 15, 16)
}
