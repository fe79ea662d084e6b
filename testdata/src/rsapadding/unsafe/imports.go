package unsafe

import (
	"crypto/rand"
	"crypto/rsa"
	weak "crypto/sha1"
	"hash"
)

func old() hash.Hash { return weak.New() }

func badWeak(key *rsa.PublicKey, message []byte) ([]byte, error) {
	return rsa.EncryptOAEP(weak.New(), rand.Reader, key, message, nil) // want "CL301: .*SHA-1"
}

func badWeakOpen(key *rsa.PrivateKey, sealed []byte) ([]byte, error) {
	return rsa.DecryptOAEP((weak.New()), nil, key, sealed, nil) // want "CL301: .*SHA-1"
}

func badHere(key *rsa.PublicKey, message []byte) ([]byte, error) {
	return (rsa.EncryptPKCS1v15)(rand.Reader, key, message) // want "CL301: .*rsa.EncryptPKCS1v15"
}
