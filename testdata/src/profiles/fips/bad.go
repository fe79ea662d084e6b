// Package fips holds what Go's FIPS 140-3 mode refuses, for the profile fips.
package fips

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/fips140"
	"crypto/hmac"
	"crypto/md5"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"os"

	"golang.org/x/crypto/argon2"          // want `CL908: golang.org/x/crypto/argon2 is not part of Go's FIPS 140-3 module`
	"golang.org/x/crypto/nacl/secretbox"  // want `CL908: golang.org/x/crypto/nacl/secretbox is not part of`
	_ "golang.org/x/crypto/salsa20/salsa" // want `CL908: golang.org/x/crypto/salsa20/salsa is not part of`
)

func badETag(body []byte) [16]byte {
	return md5.Sum(body) // want `CL908: md5.Sum fails in FIPS 140-3 mode: MD5 is not approved; fix: use crypto/sha256`
}

func badHashValue() any {
	return sha1.New // want `CL908: sha1.New fails in FIPS 140-3 mode: SHA-1 is not approved in this mode`
}

func badGCM(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block) // want `CL908: cipher.NewGCM fails in FIPS 140-3 mode: GCM is approved only with nonces that the module generates itself, as in cipher.NewGCMWithRandomNonce; use safeapi/aead.Keyring.Encrypt`
}

func badCurve() ecdh.Curve {
	return ecdh.X25519() // want `CL908: ecdh.X25519 fails in FIPS 140-3 mode`
}

func badSmallKey() (*rsa.PrivateKey, error) {
	return rsa.GenerateKey(rand.Reader, 1024) // want `CL908: rsa.GenerateKey generates a 1024-bit key, but FIPS 140-3 mode requires an even size of at least 2048 bits`
}

func badShortKey(message []byte) []byte {
	mac := hmac.New(sha256.New, []byte("short")) // want `CL908: the key of hmac.New has 5 bytes, but FIPS 140-3 mode requires at least 14`
	mac.Write(message)
	return mac.Sum(nil)
}

func badShortSalt(password string) ([]byte, error) {
	return pbkdf2.Key(sha256.New, password, []byte("pepper"), 600000, 32) // want `CL908: the salt of pbkdf2.Key has 6 bytes, but FIPS 140-3 mode requires at least 16`
}

func badEscape(body []byte) {
	fips140.WithoutEnforcement(func() {}) // want `CL908: fips140.WithoutEnforcement runs the function that it is given outside FIPS 140-3 mode`
}

func badTooLate() error {
	return os.Setenv("GODEBUG", "fips140=only") // want `CL908: the fips140 setting is read when the program starts, so setting it here has no effect`
}

func badOutside(password, salt []byte) []byte {
	var box [secretbox.Overhead]byte
	_ = box
	return argon2.IDKey(password, salt, 1, 64*1024, 4, 32)
}
