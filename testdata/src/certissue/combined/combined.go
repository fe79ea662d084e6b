// Package combined puts the usages of keys together.
package combined

import (
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"time"
)

type issuer struct {
	certificate *x509.Certificate
	key         crypto.Signer
}

func (i *issuer) sign(template *x509.Certificate, public crypto.PublicKey) ([]byte, error) {
	return x509.CreateCertificate(rand.Reader, template, i.certificate, public, i.key)
}

// goodChosen is an authority where the operator asks for one.
func (i *issuer) goodChosen(host string, authority bool, public crypto.PublicKey) ([]byte, error) {
	template := &x509.Certificate{
		DNSNames: []string{host}, NotAfter: time.Now().AddDate(0, 3, 0), KeyUsage: x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}, IsCA: authority, BasicConstraintsValid: authority,
	}
	if authority {
		template.KeyUsage |= x509.KeyUsageCertSign
	}
	return i.sign(template, public)
}

// goodCompleted is completed by a helper.
func goodCompleted(name string, key crypto.Signer) ([]byte, error) {
	return complete(&x509.Certificate{Subject: pkix.Name{CommonName: name}, IsCA: true, KeyUsage: x509.KeyUsageDigitalSignature}, key)
}

func complete(template *x509.Certificate, key crypto.Signer) ([]byte, error) {
	template.BasicConstraintsValid = true
	template.KeyUsage |= x509.KeyUsageCertSign
	template.NotAfter = time.Now().AddDate(1, 0, 0)
	return x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
}
