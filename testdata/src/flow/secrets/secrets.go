// Package secrets compares what it makes of secrets. Each comment says what that is, of which
// secret if a name says so, and how it is compared.
package secrets

import (
	"bytes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"net/http"

	"golang.org/x/crypto/argon2"
)

func tag(key, message, received []byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return bytes.Equal(mac.Sum(nil), received) // want "^an HMAC-SHA-256, with bytes.Equal$"
}

// knownHost hashes a name with a salt, as known_hosts does: no secret is in it.
func knownHost(salt []byte, host string, hashed []byte) bool {
	mac := hmac.New(sha1.New, salt)
	mac.Write([]byte(host))
	return bytes.Equal(mac.Sum(nil), hashed)
}

func isPassword(password string, digest [32]byte) bool {
	return sha256.Sum256([]byte(password)) == digest // want "^the SHA-256 digest of password, with ==$"
}

func twice(password string, digest [32]byte) bool {
	inner := sha256.Sum256([]byte(password))
	return sha256.Sum256(inner[:]) == digest // want "^the SHA-256 digest of password, with ==$"
}

// stored is how tokens are stored and looked up.
func stored(token string, digest [32]byte) bool {
	return sha256.Sum256([]byte(token)) == digest // want "^the SHA-256 digest, with ==$"
}

func withToken(token, message string, digest [32]byte) bool {
	return sha256.Sum256([]byte(token+message)) == digest // want "^the SHA-256 digest of token, with ==$"
}

func derived(password, salt, hash []byte) bool {
	return bytes.Equal(argon2.IDKey(password, salt, 1, 64<<10, 4, 32), hash) // want "^the Argon2id output of password, with bytes.Equal$"
}

func equal(a, b []byte) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func inALoop(key, message, received []byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return equal(mac.Sum(nil), received) // want "^an HMAC-SHA-256, by equal in a loop$"
}

type server struct{ token string }

func (s *server) allows(request *http.Request) bool {
	return request.Header.Get("Authorization") == s.token // want "^harmless$" "^to be guessed$"
}

// The nonce is known to all who see a message, the key beside it is not.
func derivedNonce(aead cipher.AEAD, password, salt, key, box []byte) ([]byte, error) {
	derived := argon2.IDKey(password, salt, 3, 1<<16, 4, 44)
	nonce := derived[32:]
	if !bytes.Equal(box[:12], nonce) { // want "^the Argon2id output of password, a nonce, with bytes.Equal$"
		return nil, nil
	}
	if !bytes.Equal(derived[:32], key) { // want "^the Argon2id output of password, with bytes.Equal$"
		return nil, nil
	}
	return aead.Open(nil, nonce, box[12:], nil)
}
