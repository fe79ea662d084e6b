package strict

import (
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"time"

	"example.test/profiles/strict/lifetimes"
)

type certifier struct {
	certificate *x509.Certificate
	key         crypto.Signer
}

func (c *certifier) badLong(host string, public crypto.PublicKey) ([]byte, error) {
	return x509.CreateCertificate(rand.Reader, &x509.Certificate{
		DNSNames: []string{host},
		NotAfter: time.Now().AddDate(10, 0, 0), // want "CL708: the certificate is valid for 3650 days; why: an attacker who has its key can use it that long, unless all clients check for revocation; fix: issue certificates for at most 398 days, and renew them automatically"
	}, c.certificate, public, c.key)
}

func (c *certifier) badLongOfAnotherPackage(host string, public crypto.PublicKey) ([]byte, error) {
	now := time.Now()
	return c.sign(&x509.Certificate{
		DNSNames: []string{host}, NotBefore: now,
		NotAfter: now.Add(lifetimes.Server), // want "CL708: the certificate is valid for 730 days"
	}, public)
}

const lifetime = 5 * 365 * 24 * time.Hour

func (c *certifier) badLongInAHelper(host string, public crypto.PublicKey) ([]byte, error) {
	template := &x509.Certificate{DNSNames: []string{host}}
	template.NotAfter = time.Now().Add(lifetime) // want "CL708: the certificate is valid for 1825 days"
	return c.sign(template, public)
}

func (c *certifier) sign(template *x509.Certificate, public crypto.PublicKey) ([]byte, error) {
	return x509.CreateCertificate(rand.Reader, template, c.certificate, public, c.key)
}

func (c *certifier) goodShort(host string, public crypto.PublicKey) ([]byte, error) {
	return x509.CreateCertificate(rand.Reader, &x509.Certificate{
		DNSNames: []string{host}, NotAfter: time.Now().AddDate(0, 3, 0),
	}, c.certificate, public, c.key)
}

func (c *certifier) goodSetting(host string, valid time.Duration, public crypto.PublicKey) ([]byte, error) {
	return x509.CreateCertificate(rand.Reader, &x509.Certificate{
		DNSNames: []string{host}, NotAfter: time.Now().Add(valid),
	}, c.certificate, public, c.key)
}

// goodLongAuthority is renewed with everything that it signs.
func goodLongAuthority(key crypto.Signer) ([]byte, error) {
	template := &x509.Certificate{
		NotAfter: time.Now().AddDate(10, 0, 0), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	return x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
}
