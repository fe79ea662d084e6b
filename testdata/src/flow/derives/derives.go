// Package derives asks whether a MAC is that of a key, and its key the label of a derivation.
package derives

import (
	"crypto/hmac"
	"crypto/sha256"

	"golang.org/x/crypto/poly1305"
)

func ofMessage(message []byte) []byte {
	mac := hmac.New(sha256.New, []byte("toolshed")) // want "authenticates"
	mac.Write(message)
	return mac.Sum(nil)
}

func ofDigest(masterKey []byte) []byte {
	sum := sha256.Sum256(masterKey)
	mac := hmac.New(sha256.New, []byte("toolshed")) // want "derives"
	mac.Write(sum[:])
	return mac.Sum(nil)
}

func atOnce(masterKey []byte) (tag [16]byte) {
	label := [32]byte{1}
	poly1305.Sum(&tag, masterKey, &label) // want "derives"
	return tag
}

func written(masterKey []byte) []byte {
	mac := hmac.New(sha256.New, []byte("toolshed")) // want "derives"
	mac.Write(masterKey)
	return mac.Sum(nil)
}
