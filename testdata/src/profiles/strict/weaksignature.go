// Package strict holds what only the profile strict reports.
package strict

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
)

func badPadding(key *rsa.PrivateKey, message []byte) ([]byte, error) {
	digest := sha256.Sum256(message)
	return rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, digest[:]) // want `CL101: rsa.SignPKCS1v15 signs with PKCS #1 v1.5 padding`
}

func goodPSS(key *rsa.PrivateKey, message []byte) ([]byte, error) {
	digest := sha256.Sum256(message)
	return rsa.SignPSS(rand.Reader, key, crypto.SHA256, digest[:], nil)
}

// goodVerify: who verifies does not choose the padding.
func goodVerify(key *rsa.PublicKey, message, signature []byte) error {
	digest := sha256.Sum256(message)
	return rsa.VerifyPKCS1v15(key, crypto.SHA256, digest[:], signature)
}
