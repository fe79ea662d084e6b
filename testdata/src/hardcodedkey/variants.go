package hardcodedkey

import (
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"io"
)

// The variants of a format. A number that says which one it is, is no key.
type variant int

const (
	plainVariant variant = iota + 1
	prefixedVariant
)

// A signer that puts a prefix before what it signs, in one variant.
type prefixed struct {
	variant variant
	signer  crypto.Signer
}

func (p prefixed) Public() crypto.PublicKey { return p.signer.Public() }

func (p prefixed) Sign(random io.Reader, digest []byte, options crypto.SignerOpts) ([]byte, error) {
	signature, err := p.signer.Sign(random, digest, options)
	if err == nil && p.variant == prefixedVariant {
		signature = append([]byte{1}, signature...)
	}
	return signature, err
}

// tried returns a signer of which the key has been tried.
func tried(which variant, signer crypto.Signer) (crypto.Signer, error) {
	made := prefixed{which, signer}
	digest := sha256.Sum256([]byte("a message"))
	_, err := made.Sign(rand.Reader, digest[:], crypto.SHA256)
	return made, err
}

func triedAnew(which variant) error {
	made := &prefixed{variant: which}
	var signer crypto.Signer = made
	_, err := signer.Sign(rand.Reader, make([]byte, 32), crypto.SHA256)
	return err
}

func goodPlain(signer crypto.Signer) (crypto.Signer, error) { return tried(plainVariant, signer) }

func goodPrefixed(signer crypto.Signer) (crypto.Signer, error) { return tried(prefixedVariant, signer) }

func goodAnew() error { return triedAnew(prefixedVariant) }
