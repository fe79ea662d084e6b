// Package proof verifies for others, and hands on what it found out.
package proof

import (
	"crypto/cipher"
	"crypto/ed25519"
	"errors"
	"fmt"
)

// ErrForged says that a signature is not genuine.
var ErrForged = errors.New("proof: forged")

// Check returns an error if the signature is not genuine.
func Check(key ed25519.PublicKey, message, signature []byte) error {
	if !ed25519.Verify(key, message, signature) { // want "Verify: heeded"
		return ErrForged
	}
	return nil
}

// Genuine reports whether the signature is genuine.
func Genuine(key ed25519.PublicKey, message, signature []byte) bool {
	return len(signature) > 0 && ed25519.Verify(key, message, signature) // want "Verify: heeded"
}

// Forged reports the opposite: to drop its result is no dropped verdict, as far as is
// known.
func Forged(key ed25519.PublicKey, message, signature []byte) bool {
	return !ed25519.Verify(key, message, signature) // want "Verify: heeded"
}

// Open returns what it decrypts.
func Open(aead cipher.AEAD, box []byte) ([]byte, error) {
	if len(box) < aead.NonceSize() {
		return nil, errors.New("proof: short")
	}
	text, err := aead.Open(nil, box[:aead.NonceSize()], box[aead.NonceSize():], nil) // want "Open: heeded"
	if err != nil {
		return nil, fmt.Errorf("proof: %w", err)
	}
	return text, nil
}

// Install verifies and goes on: whoever drops its error loses no verdict, because nothing
// was installed.
func Install(key ed25519.PublicKey, message, signature []byte, install func([]byte) error) error {
	if err := Check(key, message, signature); err != nil { // want "Verify in proof.Check: heeded"
		return err
	}
	return install(message)
}
