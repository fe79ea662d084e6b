// Package authority signs certificates for others, who check what they ask for.
package authority

import (
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"time"
)

// Authority has the key.
type Authority struct {
	Certificate *x509.Certificate
	Key         crypto.Signer
}

// Issue issues a certificate for a key.
func (a *Authority) Issue(name string, key crypto.PublicKey) ([]byte, error) {
	template := &x509.Certificate{
		Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		NotBefore: time.Now(), NotAfter: time.Now().AddDate(0, 3, 0), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	return x509.CreateCertificate(rand.Reader, template, a.Certificate, key, a.Key)
}

// GoodSign signs a request that the caller has parsed, and may have checked.
func (a *Authority) GoodSign(template *x509.Certificate, request *x509.CertificateRequest) ([]byte, error) {
	return x509.CreateCertificate(rand.Reader, template, a.Certificate, request.PublicKey, a.Key)
}
