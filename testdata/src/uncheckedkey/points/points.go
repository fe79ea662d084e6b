// Package points writes and reads public keys in a form of its own.
package points

import (
	"crypto/ecdh"
	"crypto/rand"
	"errors"
	"os"
)

// Parse reads a key.
func Parse(data []byte) (*ecdh.PublicKey, error) {
	if len(data) == 0 || data[0] != 1 {
		return nil, errors.New("points: unknown version")
	}
	return ecdh.P256().NewPublicKey(data[1:])
}

// Serialize writes a key.
func Serialize(key *ecdh.PublicKey) []byte { return append([]byte{1}, key.Bytes()...) }

// Words returns what a new private key can be made from.
func Words() string {
	seed := make([]byte, 32)
	rand.Read(seed)
	return string(seed)
}

// FromWords makes a private key.
func FromWords(words string, label string) (*ecdh.PrivateKey, error) {
	return ecdh.X25519().NewPrivateKey([]byte(words))
}

// Stored returns the bytes of a key that is kept in a file.
func Stored() []byte {
	data, _ := os.ReadFile("point")
	return data
}
