// Package sealed finds the key of a message by its identifier.
package sealed

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
)

// Ring holds a key and its public identifier, which is in front of each message.
type Ring struct{ key, id []byte }

// New makes a ring of a key.
func New(key []byte) *Ring {
	id := sha256.Sum256(append([]byte("identifier of "), key...))
	return &Ring{key: key, id: id[:4]}
}

// Key makes a key.
func Key() []byte {
	key := make([]byte, 32)
	rand.Read(key)
	return key
}

// Find tells whether the ring has the key of a message. The identifier is no secret.
func (r *Ring) Find(message []byte) bool {
	return bytes.Equal(r.id, message[:4])
}

// Same compares what its callers give it.
func Same(a, b []byte) bool { return bytes.Equal(a, b) }
