// Package relay encrypts with the key of its settings.
package relay

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
)

// Config are settings.
type Config struct {
	Key   string // base64
	Words string // as it is
}

// Open decodes the key.
func Open(c *Config) (cipher.Block, error) {
	key, err := base64.StdEncoding.DecodeString(c.Key)
	if err != nil {
		return nil, err
	}
	return aes.NewCipher(key)
}

// OpenWords takes the words for the key.
func OpenWords(c *Config) (cipher.Block, error) { return aes.NewCipher([]byte(c.Words)) }
