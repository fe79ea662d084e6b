// Package config holds what is configured.
package config

import (
	"crypto/md5"
	"os"
)

// Pin is the fingerprint of the only server that is trusted.
var Pin = os.Getenv("SERVER_PIN")

// Key makes a key of a text.
func Key(text string) []byte {
	sum := md5.Sum([]byte(text))
	return sum[:]
}
