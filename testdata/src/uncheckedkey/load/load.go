// Package load reads keys from files.
package load

import (
	"crypto/x509"
	"os"
)

// Key reads a private key.
func Key(name string) (any, error) {
	der, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return x509.ParsePKCS8PrivateKey(der)
}
