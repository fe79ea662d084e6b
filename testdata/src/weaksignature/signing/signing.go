// Package signing signs digests that its callers computed. Which hash they took
// is their decision, so the finding is theirs too.
package signing

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"errors"
)

// Digest signs a digest with an ECDSA key.
func Digest(key *ecdsa.PrivateKey, digest []byte) ([]byte, error) {
	return ecdsa.SignASN1(rand.Reader, key, digest)
}

// DigestOf signs a digest that was made by the given hash.
func DigestOf(key *rsa.PrivateKey, hash crypto.Hash, digest []byte) ([]byte, error) {
	if len(digest) != hash.Size() {
		return nil, errors.New("signing: digest has the wrong length")
	}
	return rsa.SignPSS(rand.Reader, key, hash, digest, nil)
}

// Signer signs archives.
type Signer struct {
	Key  crypto.Signer
	Hash crypto.Hash // exported: set by whoever makes the Signer
}

// Sign hashes data with the signer's hash and signs the digest.
func (s *Signer) Sign(data []byte) ([]byte, error) {
	h := s.Hash.New()
	h.Write(data)
	return s.Key.Sign(rand.Reader, h.Sum(nil), s.Hash)
}

// BlobID signs a blob id. The hash is fixed here, so this is where it would be
// mended, whoever calls.
func BlobID(key *rsa.PrivateKey, blob []byte) ([]byte, error) {
	id := sha1.Sum(blob)
	return rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA1, id[:]) // want "CL101: .*SHA-1"
}
