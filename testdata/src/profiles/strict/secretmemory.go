package strict

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rc4"
	"crypto/sha256"

	"golang.org/x/crypto/bcrypt"

	"example.test/profiles/strict/settings"
)

type account struct{ Password, APISecret string }

func badPasswordKept(a *account, hash []byte) error {
	return bcrypt.CompareHashAndPassword(hash, []byte(a.Password)) // want `CL610: the password of bcrypt.CompareHashAndPassword is stored as a string in "account.Password"; why: a string cannot be erased: the secret stays in memory, where an attacker .*; fix: keep it as \[\]byte, and erase it with clear after its last use`
}

func tag(key string, message []byte) []byte {
	h := hmac.New(sha256.New, []byte(key))
	h.Write(message)
	return h.Sum(nil)
}

func badKeyByHelper(a account, message []byte) []byte {
	return tag(a.APISecret, message) // want `CL610: the MAC key of hmac.New, called by strict.tag, is stored as a string in "account.APISecret"`
}

func badKeyOfOther(s *settings.Settings) (cipher.Block, error) {
	return aes.NewCipher([]byte(s.Key)) // want `CL610: the encryption key of aes.NewCipher is stored as a string in "Settings.Key"`
}

func badReset(c *rc4.Cipher) {
	c.Reset() // want `CL610: rc4.Cipher.Reset was deprecated in Go 1.16`
}

type sealed struct{ key []byte }

func goodKeyInBytes(s *sealed) (cipher.Block, error) { return aes.NewCipher(s.key) }

// The form field lives as long as the request.
func goodPasswordOfForm(password string, hash []byte) error {
	return bcrypt.CompareHashAndPassword(hash, []byte(password))
}
