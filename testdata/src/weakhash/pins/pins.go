// Package pins makes fingerprints of certificates.
package pins

import (
	"crypto/sha1"
	"crypto/x509"
	"encoding/hex"
)

// Of returns the fingerprint of a certificate.
func Of(cert *x509.Certificate) string {
	sum := sha1.Sum(cert.RawSubjectPublicKeyInfo)
	return hex.EncodeToString(sum[:])
}
