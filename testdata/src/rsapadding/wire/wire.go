// Package wire holds what both ends of a protocol share: the hash of its OAEP
// and the way it opens a message.
package wire

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"hash"
)

// OAEPHash is the hash of protocol version 1.
const OAEPHash = crypto.SHA1

// NewHash returns the hash of protocol version 1.
func NewHash() hash.Hash { return sha1.New() }

// Options are the options of protocol version 1.
func Options(label string) *rsa.OAEPOptions {
	return &rsa.OAEPOptions{Hash: OAEPHash, Label: []byte(label)}
}

// Seal encrypts with the hash that its caller takes.
func Seal(newHash func() hash.Hash, key *rsa.PublicKey, message []byte) ([]byte, error) {
	return rsa.EncryptOAEP(newHash(), rand.Reader, key, message, nil)
}

// Open decrypts with the options that its caller gives.
func Open(key crypto.Decrypter, sealed []byte, opts crypto.DecrypterOpts) ([]byte, error) {
	return key.Decrypt(rand.Reader, sealed, opts)
}

// SealOld encrypts for clients of version 0. The padding is fixed here, so this
// is where it would be mended, whoever calls.
func SealOld(key *rsa.PublicKey, message []byte) ([]byte, error) {
	return rsa.EncryptPKCS1v15(rand.Reader, key, message) // want "CL301: .*rsa.EncryptPKCS1v15"
}
