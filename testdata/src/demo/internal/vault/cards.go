package vault

import (
	"crypto/cipher"
	"fmt"
)

// SealCard encrypts the data of a deposit card, padded to whole blocks.
func SealCard(block cipher.Block, card []byte) ([]byte, error) {
	size := block.BlockSize()
	if len(card)%size != 0 {
		return nil, fmt.Errorf("vault: card data of %d bytes is not padded", len(card))
	}
	sealed := make([]byte, len(card))
	for i := 0; i < len(card); i += size {
		block.Encrypt(sealed[i:i+size], card[i:i+size])
	}
	return sealed, nil
}

// KeyCheckValue tells whether two terminals hold the same key: the first bytes
// of an encrypted block of zeros.
func KeyCheckValue(block cipher.Block) []byte {
	value := make([]byte, block.BlockSize())
	block.Encrypt(value, value)
	return value[:3]
}
