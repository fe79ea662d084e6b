// Package vault encrypts what the service stores.
package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"fmt"
)

// Notes encrypts what lender and borrower agreed upon.
type Notes struct {
	aead  cipher.AEAD
	nonce []byte
}

// NewNotes returns the cipher of the notes. The key has 32 bytes.
func NewNotes(key []byte) (*Notes, error) {
	aead, err := newGCM(key)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	return &Notes{aead: aead, nonce: nonce}, nil
}

func newGCM(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("vault: %w", err)
	}
	return cipher.NewGCM(block)
}

// Seal encrypts a note.
func (n *Notes) Seal(note []byte) []byte {
	return n.aead.Seal(n.nonce, n.nonce, note, nil)
}

// Open decrypts a note.
func (n *Notes) Open(sealed []byte) ([]byte, error) {
	size := n.aead.NonceSize()
	if len(sealed) < size {
		return nil, fmt.Errorf("vault: a note of %d bytes is too short", len(sealed))
	}
	return n.aead.Open(nil, sealed[:size], sealed[size:], nil)
}

// Contact is where somebody lives and how to reach them.
type Contact struct {
	Address, Telephone []byte
}

// SealContact encrypts a contact. The nonce stands in front of the address.
func SealContact(key []byte, c Contact) (Contact, error) {
	aead, err := newGCM(key)
	if err != nil {
		return Contact{}, err
	}
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	return Contact{
		Address:   aead.Seal(nonce, nonce, c.Address, nil),
		Telephone: aead.Seal(nil, nonce, c.Telephone, nil),
	}, nil
}

// SealPhotos encrypts photos, each under a nonce of its own in front of it.
func SealPhotos(key []byte, photos [][]byte) ([][]byte, error) {
	aead, err := newGCM(key)
	if err != nil {
		return nil, err
	}
	var sealed [][]byte
	for _, photo := range photos {
		nonce := make([]byte, aead.NonceSize())
		rand.Read(nonce)
		sealed = append(sealed, aead.Seal(nonce, nonce, photo, nil))
	}
	return sealed, nil
}
