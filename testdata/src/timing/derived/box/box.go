// Package box opens boxes with a nonce that its callers know.
package box

import "crypto/cipher"

// Open decrypts a box.
func Open(aead cipher.AEAD, nonce, box []byte) ([]byte, error) {
	return aead.Open(nil, nonce, box, nil)
}

// Stream decrypts with a keystream.
func Stream(block cipher.Block, iv, box []byte) []byte {
	opened := make([]byte, len(box))
	cipher.NewCFBDecrypter(block, iv).XORKeyStream(opened, box)
	return opened
}

// Same reports how long a nonce is, and decrypts nothing.
func Same(nonce []byte) bool { return len(nonce) == 12 }
