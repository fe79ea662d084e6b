// Package certificates reads certificates.
package certificates

import (
	"crypto/x509"
	"encoding/pem"
	"errors"
)

// Parse reads the first certificate of a PEM text.
func Parse(text string) (*x509.Certificate, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return nil, errors.New("no certificate")
	}
	return x509.ParseCertificate(block.Bytes)
}
