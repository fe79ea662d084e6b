// Package testfiles means something else with its test files than without.
package testfiles

import (
	"crypto"
	"crypto/rand"
	_ "crypto/sha256"
)

func origins(v any) {}

// shorter calls the builtin, which a test file hides.
func shorter(sum []byte, n int) { origins(sum[:min(n, len(sum))]) } // want `origins: parameter 1`

// T has a method of the same name in a test file.
type T struct{}

func drawn() {
	b := make([]byte, 16)
	rand.Read(b)
	origins(b) // want `origins: crypto/rand`
}

// methodExpression calls a method of a hash by its type.
func methodExpression(message []byte) {
	h := crypto.Hash.New(crypto.SHA256)
	h.Write(message)
	origins(h.Sum(nil)) // want `origins: a digest SHA-256`
}

// methodValue calls a method that is bound to a hash.
func methodValue(message []byte) {
	begin := crypto.SHA512.New
	h := begin()
	h.Write(message)
	origins(h.Sum(nil)) // want `origins: a digest SHA-512`
}
