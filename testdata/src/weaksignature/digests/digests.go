// Package digests holds what the programs beside it share: the digests that
// they compute and the algorithms that they have agreed upon. Nothing in it is
// a signature, so nothing in it is a finding.
package digests

import (
	"crypto"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"hash"
	"io"
)

// Legacy is the hash of archives that were made before 2015.
const Legacy = crypto.SHA1

// Current is the hash of everything else.
const Current = crypto.SHA256

// LegacyCertificates is the signature algorithm of the first device CA.
const LegacyCertificates = x509.SHA1WithRSA

// Fingerprint names a blob in the index.
func Fingerprint(blob []byte) []byte {
	sum := sha1.Sum(blob)
	return sum[:]
}

// Strong is the digest that signatures are made of.
func Strong(blob []byte) []byte {
	sum := sha256.Sum256(blob)
	return sum[:]
}

// Of hashes everything that r has with the hash that newHash makes.
func Of(newHash func() hash.Hash, r io.Reader) ([]byte, error) {
	h := newHash()
	if _, err := io.Copy(h, r); err != nil {
		return nil, err
	}
	return h.Sum(nil), nil
}

// NewBlobHash returns the hash of blob ids.
func NewBlobHash() hash.Hash { return sha1.New() }

// Entry is a file in an archive's index.
type Entry struct {
	Path   string
	BlobID []byte // SHA-1, as git has it
	Digest []byte // SHA-256
}

// NewEntry hashes a file both ways.
func NewEntry(path string, content []byte) Entry {
	return Entry{Path: path, BlobID: Fingerprint(content), Digest: Strong(content)}
}

// Writer counts and hashes what is written through it.
type Writer struct {
	n int64
	h hash.Hash
}

// NewWriter returns a Writer that hashes with SHA-1.
func NewWriter() *Writer { return &Writer{h: sha1.New()} }

func (w *Writer) Write(p []byte) (int, error) {
	w.n += int64(len(p))
	return w.h.Write(p)
}

// Digest is the hash of what was written so far.
func (w *Writer) Digest() []byte { return w.h.Sum(nil) }
