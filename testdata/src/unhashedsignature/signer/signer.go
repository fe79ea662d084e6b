// Package signer signs for others.
package signer

import (
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
)

// Sign signs a digest.
func Sign(key *ecdsa.PrivateKey, digest []byte) ([]byte, error) {
	return ecdsa.SignASN1(rand.Reader, key, digest)
}

// SignMessage signs a message.
func SignMessage(key *ecdsa.PrivateKey, message []byte) ([]byte, error) {
	digest := sha256.Sum256(message)
	return Sign(key, digest[:])
}
