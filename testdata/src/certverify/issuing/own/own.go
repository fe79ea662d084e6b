// Package own makes requests and certificates for its own keys.
package own

import (
	"crypto"
	"crypto/rand"
	"crypto/x509"
)

func goodOwnRequest(template, parent *x509.Certificate, key, authority crypto.Signer) ([]byte, error) {
	der, err := x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{Subject: template.Subject}, key)
	if err != nil {
		return nil, err
	}
	request, err := x509.ParseCertificateRequest(der)
	if err != nil {
		return nil, err
	}
	return x509.CreateCertificate(rand.Reader, template, parent, request.PublicKey, authority)
}
