// Package tags makes tags.
package tags

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"hash"
)

// Size is the length of a tag, in characters.
const Size = 12

// Of returns a short tag.
func Of(key, message []byte) string {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return hex.EncodeToString(mac.Sum(nil))[:Size]
}

// New returns a MAC with a hash that the caller chooses.
func New(make func() hash.Hash, key []byte) hash.Hash { return hmac.New(make, key) }
