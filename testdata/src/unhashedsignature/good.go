package unhashedsignature

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"example.test/unhashedsignature/signer"
)

func goodDigest(key *ecdsa.PrivateKey, message string) ([]byte, error) {
	digest := sha256.Sum256([]byte(message))
	return ecdsa.SignASN1(rand.Reader, key, digest[:])
}

func goodHelper(key *ecdsa.PrivateKey, o order) ([]byte, error) {
	document, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	digest := sha256.Sum256(document)
	return sign(key, digest[:])
}

func goodOtherPackage(key *ecdsa.PrivateKey, message string) ([]byte, error) {
	return signer.SignMessage(key, []byte(message))
}

// Strings can hold digests.
func goodDigestInAString(key *ecdsa.PrivateKey, messageHash string) ([]byte, error) {
	return ecdsa.SignASN1(rand.Reader, key, []byte(messageHash))
}

func goodHexDigest(key *ecdsa.PublicKey, text string, signature []byte) (bool, error) {
	digest, err := hex.DecodeString(text)
	return ecdsa.VerifyASN1(key, digest, signature), err
}

// Bytes from elsewhere may be a digest.
func goodBytes(key *ecdsa.PrivateKey, data []byte) ([]byte, error) {
	return ecdsa.SignASN1(rand.Reader, key, data)
}

// A short text shows that the two halves of a key belong together.
func goodPair(key *ecdsa.PrivateKey) bool {
	signature, err := ecdsa.SignASN1(rand.Reader, key, []byte("test"))
	return err == nil && ecdsa.VerifyASN1(&key.PublicKey, []byte("test"), signature)
}

// Ed25519 signs messages.
func goodEd25519(key ed25519.PrivateKey, message string) []byte {
	return ed25519.Sign(key, []byte(message))
}
