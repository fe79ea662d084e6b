package kdfcost

import (
	"crypto/sha256"
	"encoding/asn1"

	"golang.org/x/crypto/pbkdf2"
)

// kdfOptions are what a new key is encrypted with.
type kdfOptions struct{ Rounds int }

// kdfParameters are written beside the key, and read from there.
type kdfParameters struct {
	Salt   []byte
	Rounds int
}

var defaultOptions = kdfOptions{Rounds: 10_000}

func (o kdfOptions) badDerive(password, salt []byte) ([]byte, kdfParameters) {
	key := pbkdf2.Key(password, salt, o.Rounds, 32, sha256.New) // want "CL602: .*only 10000 iterations"
	return key, kdfParameters{salt, o.Rounds}
}

// What is read with a key says how often: the default above is what has to change.
func goodDeriveAgain(password, der []byte) ([]byte, error) {
	var p kdfParameters
	if _, err := asn1.Unmarshal(der, &p); err != nil {
		return nil, err
	}
	return p.derive(password), nil
}

func (p kdfParameters) derive(password []byte) []byte {
	return pbkdf2.Key(password, p.Salt, p.Rounds, 32, sha256.New)
}

// fixedParameters have a number of their own.
type fixedParameters struct{ rounds int }

var oldParameters = fixedParameters{rounds: 2_000}

func (p fixedParameters) badDerive(password, salt []byte) []byte {
	return pbkdf2.Key(password, salt, p.rounds, 32, sha256.New) // want "CL602: .*only 2000 iterations"
}
