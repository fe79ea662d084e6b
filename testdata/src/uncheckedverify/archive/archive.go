// Package archive verifies archives for others.
package archive

import (
	"crypto"
	"crypto/cipher"
	"crypto/rsa"
	"crypto/sha256"
	"errors"
)

// Verify returns an error if the archive is not signed with the key.
func Verify(key *rsa.PublicKey, archive, signature []byte) error {
	if len(signature) != key.Size() {
		return errors.New("archive: not a signature")
	}
	digest := sha256.Sum256(archive)
	return rsa.VerifyPSS(key, crypto.SHA256, digest[:], signature, nil)
}

// Open decrypts what Seal has made.
func Open(aead cipher.AEAD, box []byte) ([]byte, error) {
	size := aead.NonceSize()
	if len(box) < size {
		return nil, errors.New("archive: too short")
	}
	return aead.Open(nil, box[:size], box[size:], nil)
}
