// Package together issues certificates. Each comment says what the engine sees of the
// template and of the issuer.
package together

import (
	"crypto"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"

	"golang.org/x/crypto/acme/autocert"
)

type issuer struct {
	certificate *x509.Certificate
	template    x509.Certificate
	key         crypto.Signer
}

func self(key crypto.Signer) ([]byte, error) {
	template := &x509.Certificate{IsCA: true}
	return x509.CreateCertificate(rand.Reader, template, template, key.Public(), key) // want `^IsCA=true, perhaps the same$`
}

func (i *issuer) another(public crypto.PublicKey) ([]byte, error) {
	return x509.CreateCertificate(rand.Reader, &x509.Certificate{IsCA: false}, i.certificate, public, i.key) // want `^IsCA=false, another$`
}

func (i *issuer) fields(public crypto.PublicKey) ([]byte, error) {
	i.template.IsCA = true
	return x509.CreateCertificate(rand.Reader, &i.template, i.certificate, public, i.key) // want `^IsCA=true, another$`
}

func perhaps(parent *x509.Certificate, public crypto.PublicKey, key crypto.Signer) ([]byte, error) {
	template := &x509.Certificate{}
	if parent == nil {
		parent = template
	}
	return x509.CreateCertificate(rand.Reader, template, parent, public, key) // want `^IsCA=zero, perhaps the same$`
}

// Of the callers of a helper, each passes something else.
func sign(template, parent *x509.Certificate, public crypto.PublicKey, key crypto.Signer) ([]byte, error) {
	return x509.CreateCertificate(rand.Reader, template, parent, public, key)
}

func signSelf(template *x509.Certificate, key crypto.Signer) ([]byte, error) {
	return sign(template, template, key.Public(), key) // calls of this are told where they are
}

func authority(key crypto.Signer) ([]byte, error) {
	return signSelf(&x509.Certificate{IsCA: true}, key) // want `^IsCA=true, perhaps the same$`
}

func (i *issuer) leaf(public crypto.PublicKey) ([]byte, error) {
	return sign(&x509.Certificate{}, i.certificate, public, i.key) // want `^IsCA=zero, another$`
}

// Sign may be called with one certificate for both.
func Sign(template, parent *x509.Certificate, public crypto.PublicKey, key crypto.Signer) ([]byte, error) {
	return x509.CreateCertificate(rand.Reader, template, parent, public, key) // want `^IsCA=unknown, perhaps the same$`
}

func called() *tls.Config {
	manager := &autocert.Manager{}
	manager.Email = "early@example.org"
	config := manager.TLSConfig() // want `^TLSConfig: Email="late@example.org"$`
	manager.Email = "late@example.org"
	return config
}

func value(manager *autocert.Manager) *tls.Config {
	return &tls.Config{GetCertificate: manager.GetCertificate} // want `^GetCertificate: Email=unknown$`
}

// What a helper sets counts, too, for each of its callers.
func completed(template, parent *x509.Certificate, public crypto.PublicKey, key crypto.Signer) ([]byte, error) {
	template.IsCA = true
	return x509.CreateCertificate(rand.Reader, template, parent, public, key)
}

func (i *issuer) complete(public crypto.PublicKey) ([]byte, error) {
	return completed(&x509.Certificate{}, i.certificate, public, i.key) // want `^IsCA=true, another$`
}
