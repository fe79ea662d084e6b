// Package entropy reads random bytes, and says when it cannot.
package entropy

import (
	"crypto/rand"
	"fmt"
)

// Bytes returns n random bytes.
func Bytes(n int) ([]byte, error) {
	b := make([]byte, n)
	if _, err := rand.Read(b); err != nil {
		return nil, fmt.Errorf("read the random source: %w", err)
	}
	return b, nil
}
