// Package checked issues certificates for requests that are signed.
package checked

import (
	"crypto"
	"crypto/rand"
	"crypto/x509"
)

type issuer struct {
	certificate *x509.Certificate
	key         crypto.Signer
}

func parse(der []byte) (*x509.CertificateRequest, error) {
	request, err := x509.ParseCertificateRequest(der)
	if err != nil {
		return nil, err
	}
	if err := request.CheckSignature(); err != nil {
		return nil, err
	}
	return request, nil
}

func (i *issuer) goodIssue(template *x509.Certificate, der []byte) ([]byte, error) {
	request, err := parse(der)
	if err != nil {
		return nil, err
	}
	return x509.CreateCertificate(rand.Reader, template, i.certificate, request.PublicKey, i.key)
}
