package rsapadding

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"hash"
)

// Digest is what callers may bring an implementation of.
type Digest interface {
	Name() string
	New() hash.Hash
}

type knownDigest struct {
	name string
	make func() hash.Hash
}

func (d knownDigest) Name() string   { return d.name }
func (d knownDigest) New() hash.Hash { return d.make() }

// The digests that come with the program.
var (
	OldDigest Digest = knownDigest{"sha1", sha1.New}
	NewDigest Digest = knownDigest{"sha256", sha256.New}
)

var builtIn = map[string]Digest{OldDigest.Name(): OldDigest, NewDigest.Name(): NewDigest}

// A digest that is not built in is one of the caller's own.
func goodForeignDigest(d Digest, key *rsa.PublicKey, text []byte) ([]byte, error) {
	if _, ok := builtIn[d.Name()]; ok {
		return rsa.EncryptOAEP(sha256.New(), rand.Reader, key, text, nil)
	}
	return rsa.EncryptOAEP(d.New(), rand.Reader, key, text, nil)
}

// The same with a switch.
func goodForeignDigestBySwitch(d Digest, key *rsa.PublicKey, text []byte) ([]byte, error) {
	switch d.Name() {
	case "sha1", "sha256":
		return rsa.EncryptOAEP(sha256.New(), rand.Reader, key, text, nil)
	}
	return rsa.EncryptOAEP(d.New(), rand.Reader, key, text, nil)
}
