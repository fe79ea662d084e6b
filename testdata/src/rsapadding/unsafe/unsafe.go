// Package unsafe holds calls that a change of the padding would mend, at the price
// of all that was encrypted before.
package unsafe

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"hash"
	"io"
)

var fingerprint = sha256.Sum256

func badSeal(key *rsa.PublicKey, message []byte) ([]byte, error) {
	return rsa.EncryptPKCS1v15(rand.Reader, key, message) // want "CL301: .*rsa.EncryptPKCS1v15"
}

func badOpen(key *rsa.PrivateKey, sealed []byte) ([]byte, error) {
	message, err := rsa.DecryptPKCS1v15( // want "CL301: .*rsa.DecryptPKCS1v15"
		nil, // blinding needs none
		key,
		sealed,
	)
	return message, err
}

// A function value has no arguments to add to.
var badStored = rsa.DecryptPKCS1v15 // want "CL301: .*rsa.DecryptPKCS1v15"

// Nor has a call whose arguments come from another call.
func badSpread(arguments func() (io.Reader, *rsa.PublicKey, []byte)) ([]byte, error) {
	return rsa.EncryptPKCS1v15(arguments()) // want "CL301: .*rsa.EncryptPKCS1v15"
}

// Here sha256 is something else.
func badShadowed(key *rsa.PublicKey, sha256 []byte) ([]byte, error) {
	return rsa.EncryptPKCS1v15(rand.Reader, key, sha256) // want "CL301: .*rsa.EncryptPKCS1v15"
}

// The session key has another length and another meaning.
func badSessionKey(key *rsa.PrivateKey, sealed, session []byte) error {
	return rsa.DecryptPKCS1v15SessionKey(nil, key, sealed, session) // want "CL301: .*rsa.DecryptPKCS1v15SessionKey"
}

// The hash comes from somewhere else.
func badHash(key *rsa.PublicKey, message []byte) ([]byte, error) {
	return rsa.EncryptOAEP(old(), rand.Reader, key, message, nil) // want "CL301: .*SHA-1"
}

func sum(h hash.Hash) []byte { return h.Sum(nil) }
