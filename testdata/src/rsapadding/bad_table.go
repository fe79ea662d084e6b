package rsapadding

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
)

// A digest that is built in may be the old one.
func badBuiltInDigest(d Digest, key *rsa.PublicKey, text []byte) ([]byte, error) {
	if _, ok := builtIn[d.Name()]; !ok {
		return rsa.EncryptOAEP(sha256.New(), rand.Reader, key, text, nil)
	}
	return rsa.EncryptOAEP(d.New(), rand.Reader, key, text, nil) // want "CL301: .*SHA-1"
}
