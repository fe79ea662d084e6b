// Package identity signs with two packages that are both called dsa.
package identity

import (
	standard "crypto/dsa"
	"crypto/rand"
	"crypto/sha256"

	"example.test/flow/models/dsa"
)

func byTheAuthority(document []byte) ([]byte, error) {
	digest := sha256.Sum256(document)
	return dsa.Sign("contract", digest[:]) // want "digest: dsa.Sign is example.test/flow/models/dsa.Sign"
}

func byTheStandardLibrary(key *standard.PrivateKey, document []byte) error {
	digest := sha256.Sum256(document)
	_, _, err := standard.Sign(rand.Reader, key, digest[:]) // want "digest: dsa.Sign is crypto/dsa.Sign, signs"
	return err
}

// notary hands a digest on: what signs it further down is known as well.
func notary(key *standard.PrivateKey, digest []byte) error {
	_, _, err := standard.Sign(rand.Reader, key, digest)
	return err
}

func byTheNotary(key *standard.PrivateKey, document []byte) error {
	digest := sha256.Sum256(document)
	return notary(key, digest[:]) // want "digest: dsa.Sign is crypto/dsa.Sign, signs"
}
