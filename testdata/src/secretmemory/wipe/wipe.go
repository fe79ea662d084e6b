// Package wipe erases bytes. It knows nothing of cryptography.
package wipe

// Bytes sets all bytes to zero.
func Bytes(b []byte) {
	for i := range b {
		b[i] = 0
	}
}

// Key is a key.
type Key [32]byte

// Secret holds a key.
type Secret struct {
	Key  [32]byte
	Salt []byte
}
