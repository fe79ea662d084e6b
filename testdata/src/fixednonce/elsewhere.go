package fixednonce

import (
	"crypto/cipher"
	"crypto/rand"

	"example.test/fixednonce/labels"
)

// The constants are written in a package that imports nothing.

func badLabelElsewhere(aead cipher.AEAD, order []byte) []byte {
	nonce := make([]byte, 12)
	labels.Print(nonce)
	return aead.Seal(nonce, nonce, order, nil) // want "CL205: "
}

func badVariableElsewhere(block cipher.Block, order []byte) {
	cipher.NewCBCEncrypter(block, labels.Orders[:]).CryptBlocks(order, order) // want "CL205: "
}

func goodMarkedElsewhere(aead cipher.AEAD, order []byte) []byte {
	nonce := make([]byte, 12)
	rand.Read(nonce)
	labels.Mark(nonce)
	return aead.Seal(nonce, nonce, order, nil)
}
