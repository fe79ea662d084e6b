// Package derives asks whether a MAC is that of a key, and its key the label of a derivation.
package derives

import (
	"crypto/hmac"
	"crypto/sha256"
	"io"

	"example.test/flow/derives/tags"
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

func byWriteString(masterKey string) []byte {
	mac := hmac.New(sha256.New, []byte("toolshed")) // want "derives"
	io.WriteString(mac, masterKey)
	return mac.Sum(nil)
}

// A token is a secret where the MAC of it becomes a key.
func becomesKey(botToken, message []byte) []byte {
	mac := hmac.New(sha256.New, []byte("toolshed")) // want "derives"
	mac.Write(botToken)
	derived := hmac.New(sha256.New, mac.Sum(nil)) // want "authenticates"
	derived.Write(message)
	return derived.Sum(nil)
}

func ofToken(botToken []byte) []byte {
	mac := hmac.New(sha256.New, []byte("toolshed")) // want "authenticates"
	mac.Write(botToken)
	return mac.Sum(nil)
}

func tagOf(key, message []byte) []byte {
	mac := hmac.New(sha256.New, key) // want "authenticates"
	mac.Write(message)
	return mac.Sum(nil)
}

func byHelper(masterKey []byte) []byte {
	return tagOf([]byte("toolshed"), masterKey) // want "derives"
}

func byHelperOfMessage(message []byte) []byte {
	return tagOf([]byte("toolshed"), message) // want "authenticates"
}

func byOtherPackage(masterKey []byte) []byte {
	return tags.Of([]byte("toolshed"), masterKey, nil) // want "derives"
}

func becomesKeyByOtherPackage(botToken, message []byte) []byte {
	derived := tags.Of([]byte("toolshed"), botToken, nil) // want "derives"
	return tags.Of(derived, message, nil)                 // want "authenticates"
}

// What the helper is passed as well is not in the MAC.
func beside(masterKey, message []byte) []byte {
	return tags.Of([]byte("toolshed"), message, masterKey) // want "authenticates"
}
