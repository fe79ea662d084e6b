// Package wrap is what a company's own helpers look like to the packages that import
// them.
package wrap

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"errors"
	"fmt"
	weak "math/rand"
)

// Shared is a variable that somebody else uses as a key.
var Shared = []byte("correct horse battery")

// Label is a constant of another package.
const Label = "v1"

// Digest returns the SHA-1 digest of data.
func Digest(data []byte) []byte {
	sum := sha1.Sum(data)
	return sum[:]
}

// Token returns something that looks random.
func Token() string { return fmt.Sprintf("%08x", weak.Uint32()) }

// Fill fills b.
func Fill(b []byte) { rand.Read(b) }

// SumBy returns the digest of data by the hash with that name.
func SumBy(name string, data []byte) []byte {
	switch name {
	case "sha1":
		sum := sha1.Sum(data)
		return sum[:]
	case "sha256":
		sum := sha256.Sum256(data)
		return sum[:]
	}
	return nil
}

// NewKey refuses what is too small.
func NewKey(bits int) (*rsa.PrivateKey, error) {
	if bits < 2048 {
		return nil, errors.New("too small")
	}
	return rsa.GenerateKey(rand.Reader, bits)
}

// Nonce returns the nonce at the beginning of a frame.
func Nonce(frame []byte) []byte { return frame[:12] }

// Room returns n bytes of b, or of memory that is large enough.
func Room(b []byte, n int) []byte {
	if cap(b) < n {
		return make([]byte, n)
	}
	return b[:n]
}

// Hex writes data as hex.
func Hex(data []byte) string { return fmt.Sprintf("%x", data) }
