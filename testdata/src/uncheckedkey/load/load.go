// Package load reads keys from files.
package load

import (
	"crypto/x509"
	"encoding/pem"
	"errors"
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

// Public reads a public key.
func Public(data []byte) (any, error) {
	block, _ := pem.Decode(data)
	if block == nil {
		return nil, errors.New("no PEM")
	}
	return x509.ParsePKIXPublicKey(block.Bytes)
}
