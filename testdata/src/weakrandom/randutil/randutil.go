// Package randutil makes random strings, as many a utils package does. What
// its callers do with them decides whether that is enough.
package randutil

import (
	crand "crypto/rand"
	"math/rand"
)

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

// String returns n letters and digits that can be foretold.
func String(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = letters[rand.Intn(len(letters))]
	}
	return string(b)
}

// Bytes fills b with bytes that can be foretold.
func Bytes(b []byte) {
	for i := range b {
		b[i] = byte(rand.Intn(256))
	}
}

// Secure returns n letters of the base32 alphabet that cannot be foretold, 26
// at the most.
func Secure(n int) string {
	return crand.Text()[:n]
}
