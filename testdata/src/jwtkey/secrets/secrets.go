// Package secrets makes and finds keys, and knows nothing of tokens.
package secrets

import (
	"crypto/rand"
	"os"
	"path/filepath"
)

// Size is how many bytes a key has.
const Size = 10

// New makes a key.
func New() []byte {
	key := make([]byte, Size)
	rand.Read(key)
	return key
}

// Long makes a key.
func Long() []byte {
	key := make([]byte, 32)
	rand.Read(key)
	return key
}

// Named reads the key with a name.
func Named(name string) ([]byte, error) {
	return os.ReadFile(filepath.Join("/etc/keys", filepath.Base(name)))
}
