package ecb

import (
	"crypto/cipher"

	"example.test/ecb/feistel"
)

// Ciphers of other modules, called by their own types.

func badCipherOfItsOwnType(key, padded []byte) ([]byte, error) {
	block, err := feistel.New(key)
	if err != nil {
		return nil, err
	}
	sealed := make([]byte, len(padded))
	for i := 0; i < len(padded); i += block.BlockSize() {
		block.Encrypt(sealed[i:], padded[i:]) // want "CL201: feistel.Cipher.Encrypt is called on each block of \"padded\" separately"
	}
	return sealed, nil
}

func goodCipherOfItsOwnTypeInAMode(key, iv, padded []byte) ([]byte, error) {
	block, err := feistel.New(key)
	if err != nil {
		return nil, err
	}
	sealed := make([]byte, len(padded))
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(sealed, padded)
	return sealed, nil
}

func goodCipherOfItsOwnTypeForOneBlock(key, block []byte) ([]byte, error) {
	c, err := feistel.New(key)
	if err != nil {
		return nil, err
	}
	sealed := make([]byte, c.BlockSize())
	c.Encrypt(sealed, block)
	return sealed, nil
}
