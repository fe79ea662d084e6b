// Package keys uses the keys of the deployment.
package keys

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"

	"example.test/keyleak/conf"
)

// Tag authenticates a message.
func Tag(secret string, message []byte) []byte {
	m := hmac.New(sha256.New, []byte(secret))
	m.Write(message)
	return m.Sum(nil)
}

// Open returns the cipher of the deployment.
func Open(s *conf.Settings) (cipher.Block, error) { return aes.NewCipher(s.MasterKey) }
