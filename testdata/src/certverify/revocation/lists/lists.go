// Package lists reads lists of revoked certificates, and leaves the rest to its callers.
package lists

import (
	"crypto/x509"
	"encoding/pem"

	"golang.org/x/crypto/ocsp"
)

// Parse reads a list in PEM or DER.
func Parse(text []byte) (*x509.RevocationList, error) {
	if block, _ := pem.Decode(text); block != nil {
		text = block.Bytes
	}
	return x509.ParseRevocationList(text)
}

// Response reads a response about a certificate.
func Response(body []byte, leaf, issuer *x509.Certificate) (*ocsp.Response, error) {
	return ocsp.ParseResponseForCert(body, leaf, issuer)
}
