package unauthenticated

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
)

func goodGCM(key, note []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, err
	}
	return aead.Seal(nil, nil, note, nil), nil
}

// A generator of random numbers: zeros are encrypted.
func goodGenerator(key []byte, n int) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	out := make([]byte, n)
	cipher.NewCTR(block, make([]byte, aes.BlockSize)).XORKeyStream(out, out)
	return out, nil
}

// A key that is encrypted under another: a change makes it another key.
func goodNewKey(under cipher.Block, iv []byte) ([]byte, error) {
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return nil, err
	}
	wrapped := make([]byte, len(key))
	cipher.NewCBCEncrypter(under, iv).CryptBlocks(wrapped, key)
	return wrapped, nil
}

// Obfuscation hides which protocol it is, and the protocol protects itself.
func goodObfuscate(block cipher.Block, iv, packet []byte) {
	cipher.NewCTR(block, iv).XORKeyStream(packet, packet)
}

// Header protection of QUIC: a mask.
func goodMaskHeader(block cipher.Block, sample, header []byte) {
	cipher.NewCTR(block, sample).XORKeyStream(header, header)
}

// A sector of a disk has no room for a tag.
func goodEncryptSector(block cipher.Block, iv, data []byte) {
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(data, data)
}

// What is done with the stream is elsewhere.
func goodStream(block cipher.Block, iv []byte) cipher.Stream { return cipher.NewCTR(block, iv) }

// A generator that keeps its stream.
type generator struct{ stream cipher.Stream }

func newGenerator(block cipher.Block, iv []byte) *generator {
	return &generator{cipher.NewCTR(block, iv)}
}

func (g *generator) goodRead(p []byte) (int, error) {
	clear(p)
	g.stream.XORKeyStream(p, p)
	return len(p), nil
}
