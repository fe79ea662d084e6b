// Package boxes makes ciphers for its callers.
package boxes

import (
	"crypto/cipher"
	"crypto/des"

	"golang.org/x/crypto/blowfish"
)

// BadBlock makes a cipher for any use: what its callers do is not in sight.
func BadBlock(key []byte) (cipher.Block, error) {
	return des.NewCipher(key) // want "CL202: des.NewCipher uses DES, which has keys of 56 bits; why: .*; fix: use aes.NewCipher and cipher.NewGCMWithRandomNonce, or .*safeapi/aead"
}

// Seal encrypts with any block cipher.
func Seal(block cipher.Block, iv, message []byte) []byte {
	sealed := make([]byte, len(message))
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(sealed, message)
	return sealed
}

// Open decrypts with any block cipher.
func Open(block cipher.Block, iv, sealed []byte) []byte {
	message := make([]byte, len(sealed))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(message, sealed)
	return message
}

// BadBlowfish makes a cipher for any use.
func BadBlowfish(key []byte) cipher.Block {
	block, err := blowfish.NewCipher(key) // want "CL202: blowfish.NewCipher uses Blowfish, which has blocks of 64 bits"
	if err != nil {
		return nil
	}
	return block
}
