// Package sign signs what services send to each other.
package sign

import (
	"crypto/sha256"
	"encoding/hex"
)

// Digest puts a secret before a message.
func Digest(secretKey, message []byte) string {
	sum := sha256.Sum256(append(append([]byte{}, secretKey...), message...))
	return hex.EncodeToString(sum[:])
}

// Checksum puts a version before a message.
func Checksum(version, message []byte) string {
	sum := sha256.Sum256(append(append([]byte{}, version...), message...))
	return hex.EncodeToString(sum[:])
}
