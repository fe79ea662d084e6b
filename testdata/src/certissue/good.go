package certissue

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"time"
)

// goodSelfSigned is known by itself: nothing depends on its serial number.
func goodSelfSigned(host string, key crypto.Signer) ([]byte, error) {
	template := x509.Certificate{
		SerialNumber: big.NewInt(1),
		DNSNames:     []string{host},
		NotBefore:    time.Now(),
		NotAfter:     time.Now().AddDate(1, 0, 0),
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	return x509.CreateCertificate(rand.Reader, &template, &template, key.Public(), key)
}

// goodSelfSignedAuthority is a certificate that clients trust as it is.
func goodSelfSignedAuthority(host string, key crypto.Signer) ([]byte, error) {
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(time.Now().UnixNano()),
		DNSNames:              []string{host},
		IPAddresses:           []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore:             time.Now(),
		NotAfter:              time.Now().AddDate(1, 0, 0),
		IsCA:                  true,
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	return selfSign(template, key)
}

func selfSign(template *x509.Certificate, key crypto.Signer) ([]byte, error) {
	return issue(template, template, key.Public(), key)
}

func issue(template, parent *x509.Certificate, public crypto.PublicKey, key crypto.Signer) ([]byte, error) {
	return x509.CreateCertificate(rand.Reader, template, parent, public, key)
}

// goodMaybeSelfSigned signs itself where there is no authority.
func goodMaybeSelfSigned(host string, parent *x509.Certificate, public crypto.PublicKey, key crypto.Signer) ([]byte, error) {
	template := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{host}, NotAfter: time.Now().AddDate(0, 3, 0)}
	if parent == nil {
		parent = template
	}
	return x509.CreateCertificate(rand.Reader, template, parent, public, key)
}

// goodFresh makes an authority, which issues one certificate and is forgotten.
func goodFresh(host string) (authority, leaf []byte, err error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	parent := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "authority"}, NotAfter: time.Now().AddDate(0, 0, 1),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	if authority, err = x509.CreateCertificate(rand.Reader, parent, parent, &key.PublicKey, key); err != nil {
		return nil, nil, err
	}
	child := &x509.Certificate{SerialNumber: big.NewInt(2), DNSNames: []string{host}, NotAfter: time.Now().AddDate(0, 0, 1)}
	leaf, err = x509.CreateCertificate(rand.Reader, child, parent, &key.PublicKey, key)
	return authority, leaf, err
}

func (i *issuer) goodNoSerial(host string, public crypto.PublicKey) ([]byte, error) {
	return x509.CreateCertificate(rand.Reader, &x509.Certificate{
		DNSNames: []string{host}, NotBefore: time.Now(), NotAfter: time.Now().AddDate(0, 3, 0),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}, i.certificate, public, i.key)
}

func (i *issuer) goodRandomSerial(host string, public crypto.PublicKey) ([]byte, error) {
	number, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 128))
	if err != nil {
		return nil, err
	}
	return x509.CreateCertificate(rand.Reader, &x509.Certificate{
		SerialNumber: number, DNSNames: []string{host}, NotAfter: time.Now().AddDate(0, 3, 0),
	}, i.certificate, public, i.key)
}

func (i *issuer) goodRandomBytes(host string, public crypto.PublicKey) ([]byte, error) {
	number := make([]byte, 16)
	if _, err := rand.Read(number); err != nil {
		return nil, err
	}
	return i.sign(&x509.Certificate{SerialNumber: new(big.Int).SetBytes(number), DNSNames: []string{host}, NotAfter: time.Now().AddDate(0, 3, 0)}, public)
}

// goodSerialOfTheStore is what a database counts, for all that is known here.
func (i *issuer) goodSerialOfTheStore(next func() (*big.Int, error), host string, public crypto.PublicKey) ([]byte, error) {
	number, err := next()
	if err != nil {
		return nil, err
	}
	return i.sign(&x509.Certificate{SerialNumber: number, DNSNames: []string{host}, NotAfter: time.Now().AddDate(0, 3, 0)}, public)
}

// goodTemplateOfTheCaller is made by others.
func (i *issuer) goodTemplateOfTheCaller(template *x509.Certificate, public crypto.PublicKey) ([]byte, error) {
	return x509.CreateCertificate(rand.Reader, template, i.certificate, public, i.key)
}

// goodIntermediate is an authority below another, for servers only.
func (i *issuer) goodIntermediate(name string, public crypto.PublicKey) ([]byte, error) {
	return i.sign(&x509.Certificate{
		Subject: pkix.Name{CommonName: name}, NotBefore: time.Now(), NotAfter: time.Now().AddDate(1, 0, 0),
		IsCA: true, BasicConstraintsValid: true, MaxPathLenZero: true,
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}, public)
}

// goodNoUsage leaves the key usage out.
func goodNoUsage(name string, key crypto.Signer) ([]byte, error) {
	template := &x509.Certificate{
		Subject: pkix.Name{CommonName: name}, NotAfter: time.Now().AddDate(1, 0, 0), IsCA: true, BasicConstraintsValid: true,
	}
	return x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
}
