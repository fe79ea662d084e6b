package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"fmt"
	"io"

	"golang.org/x/crypto/chacha20poly1305"
)

// Export encrypts everything that is known of a user.
func Export(key, everything []byte) ([]byte, error) {
	aead, err := chacha20poly1305.New(key)
	if err != nil {
		return nil, fmt.Errorf("vault: %w", err)
	}
	nonce := make([]byte, chacha20poly1305.NonceSize)
	return aead.Seal(nil, nonce, everything, nil), nil
}

// ExportSecret encrypts everything that is known of a user, for the user.
func ExportSecret(key, everything []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("vault: %w", err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, fmt.Errorf("vault: %w", err)
	}
	return aead.Seal(nil, nil, everything, []byte("export")), nil
}

// Archive encrypts a log while it is written.
func Archive(w io.Writer, key []byte) (io.Writer, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("vault: %w", err)
	}
	stream := cipher.NewCTR(block, key[:aes.BlockSize])
	return cipher.StreamWriter{S: stream, W: w}, nil
}

// Mirror encrypts a log while it is sent. The initialization vector goes first.
func Mirror(w io.Writer, key []byte) (io.Writer, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("vault: %w", err)
	}
	iv := make([]byte, aes.BlockSize)
	rand.Read(iv)
	if _, err := w.Write(iv); err != nil {
		return nil, fmt.Errorf("vault: start the mirror: %w", err)
	}
	return cipher.StreamWriter{S: cipher.NewCTR(block, iv), W: w}, nil
}

// ReadMirror decrypts what Mirror wrote.
func ReadMirror(mirror, key []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("vault: %w", err)
	}
	if len(mirror) < aes.BlockSize {
		return nil, fmt.Errorf("vault: a mirror of %d bytes is too short", len(mirror))
	}
	iv, log := mirror[:aes.BlockSize], mirror[aes.BlockSize:]
	cipher.NewCTR(block, iv).XORKeyStream(log, log)
	return log, nil
}
