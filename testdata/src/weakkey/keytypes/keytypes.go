// Package keytypes generates keys of several types, each with sizes of its own.
package keytypes

import (
	"crypto/rand"
	"crypto/rsa"
	"errors"
)

// Generate returns a key of a type. The size is in bits for RSA, and in bytes otherwise.
func Generate(kty string, size int) (any, error) {
	switch kty {
	case "RSA":
		return rsaKey(size)
	case "oct":
		return octets(size)
	}
	return nil, errors.New("unknown type of key")
}

func rsaKey(size int) (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, size) }

func octets(size int) ([]byte, error) {
	key := make([]byte, size)
	_, err := rand.Read(key)
	return key, err
}
