// Package aeadparameters holds AEADs with unusual parameters.
package aeadparameters

import (
	"crypto/cipher"

	"github.com/ProtonMail/go-crypto/eax"
	"github.com/ProtonMail/go-crypto/ocb"

	"example.test/aeadparameters/boxes"
	"example.test/aeadparameters/sizes"
)

func badNonceOf16(block cipher.Block) (cipher.AEAD, error) {
	return cipher.NewGCMWithNonceSize(block, 16) // want `CL207: cipher.NewGCMWithNonceSize uses nonces of 16 bytes; why: GCM hashes nonces of this length`
}

func badNonceOf4(block cipher.Block) (cipher.AEAD, error) {
	return cipher.NewGCMWithNonceSize(block, 4) // want `CL207: cipher.NewGCMWithNonceSize uses nonces of 4 bytes; why: random nonces of this length soon repeat`
}

func badNonceOfConfiguration(block cipher.Block) (cipher.AEAD, error) {
	return cipher.NewGCMWithNonceSize(block, sizes.Nonce) // want `CL207: .* nonces of 8 bytes`
}

func badNonceThroughHelper(key []byte) (cipher.AEAD, error) {
	return boxes.New(key, block16) // want `CL207: cipher.NewGCMWithNonceSize, called by boxes.New, uses nonces of 16 bytes`
}

const block16 = 16

type vault struct {
	nonceSize, tagSize int
	block              cipher.Block
}

func newVault(block cipher.Block) *vault {
	options := sizes.Default()
	return &vault{options.NonceSize, options.TagSize, block}
}

func (v *vault) badNonceOfField() (cipher.AEAD, error) {
	return cipher.NewGCMWithNonceSize(v.block, v.nonceSize) // want `CL207: .* nonces of 16 bytes`
}

func badTagOf12(block cipher.Block) (cipher.AEAD, error) {
	return cipher.NewGCMWithTagSize(block, 12) // want `CL207: cipher.NewGCMWithTagSize uses tags of 12 bytes; why: a shorter tag is easier to forge, and saves only a few bytes`
}

func badTagThroughHelper(block cipher.Block) (cipher.AEAD, error) {
	return boxes.Short(block, sizes.Tag) // want `CL207: cipher.NewGCMWithTagSize, called by boxes.Short, uses tags of 12 bytes`
}

func (v *vault) badTagOfField() (cipher.AEAD, error) {
	return boxes.Short(v.block, v.tagSize) // want `CL207: .* uses tags of 13 bytes`
}

func badTagOfEAX(block cipher.Block) (cipher.AEAD, error) {
	return eax.NewEAXWithNonceAndTagSize(block, 16, 8) // want `CL207: eax.NewEAXWithNonceAndTagSize uses tags of 8 bytes; why: an attacker who can try many messages`
}

func badNonceOfOCB(block cipher.Block) (cipher.AEAD, error) {
	return ocb.NewOCBWithNonceAndTagSize(block, 6, 16) // want `CL207: ocb.NewOCBWithNonceAndTagSize uses nonces of 6 bytes`
}
