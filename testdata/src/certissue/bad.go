package certissue

import (
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	weak "math/rand"
	"net"
	"time"

	"example.test/certissue/numbers"
	"example.test/certissue/templates"
)

type issuer struct {
	certificate *x509.Certificate
	key         crypto.Signer
	template    x509.Certificate
}

var issued int64

// Serial numbers.

func badConstantSerial(authority *x509.Certificate, key crypto.Signer, host string, public crypto.PublicKey) ([]byte, error) {
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), // want "CL708: all certificates get the same serial number; why: one cannot be revoked without the others, so an attacker can keep using a stolen one; fix: leave SerialNumber out: CreateCertificate generates a random one"
		DNSNames:     []string{host},
		NotBefore:    time.Now(),
		NotAfter:     time.Now().AddDate(0, 3, 0),
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	return x509.CreateCertificate(rand.Reader, template, authority, public, key)
}

func (i *issuer) badConstantSerialInAHelper(host string, public crypto.PublicKey) ([]byte, error) {
	return x509.CreateCertificate(rand.Reader, serverTemplate(host), i.certificate, public, i.key)
}

func serverTemplate(host string) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: big.NewInt(numbers.Serial), // want "CL708: all certificates get the same serial number"
		DNSNames:     []string{host},
		NotBefore:    time.Now(),
		NotAfter:     time.Now().AddDate(0, 3, 0),
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
}

func (i *issuer) badConstantSerialOfAnotherPackage(host string, public crypto.PublicKey) ([]byte, error) {
	template := templates.Server(host)
	template.SerialNumber = big.NewInt(numbers.Serial) // want "CL708: all certificates get the same serial number"
	return x509.CreateCertificate(rand.Reader, template, i.certificate, public, i.key)
}

func (i *issuer) badSerialFromTheClock(host string, public crypto.PublicKey) ([]byte, error) {
	i.template.SerialNumber = big.NewInt(time.Now().UnixNano()) // want "CL708: the serial number comes from the current time; why: an attacker who can predict the certificate can prepare a collision of its hash; fix: leave SerialNumber out"
	i.template.DNSNames = []string{host}
	i.template.NotAfter = time.Now().AddDate(0, 3, 0)
	return x509.CreateCertificate(rand.Reader, &i.template, i.certificate, public, i.key)
}

func (i *issuer) badSerialThatCounts(host string, public crypto.PublicKey) ([]byte, error) {
	issued++
	template := &x509.Certificate{DNSNames: []string{host}, NotAfter: time.Now().AddDate(0, 3, 0)}
	template.SerialNumber = big.NewInt(issued) // want "CL708: the serial number comes from a sequential identifier"
	return i.sign(template, public)
}

func (i *issuer) sign(template *x509.Certificate, public crypto.PublicKey) ([]byte, error) {
	return x509.CreateCertificate(rand.Reader, template, i.certificate, public, i.key)
}

func (i *issuer) badWeakSerial(host string, public crypto.PublicKey) ([]byte, error) {
	return x509.CreateCertificate(rand.Reader, &x509.Certificate{
		SerialNumber: big.NewInt(weak.Int63()), // want "CL708: the serial number comes from math/rand"
		DNSNames:     []string{host},
		NotAfter:     time.Now().AddDate(0, 3, 0),
	}, i.certificate, public, i.key)
}

func (i *issuer) badShortSerial(host string, public crypto.PublicKey) ([]byte, error) {
	number := make([]byte, 4)
	if _, err := rand.Read(number); err != nil {
		return nil, err
	}
	return x509.CreateCertificate(rand.Reader, &x509.Certificate{
		SerialNumber: new(big.Int).SetBytes(number), // want "CL708: the serial number has only 4 random bytes"
		DNSNames:     []string{host},
		NotAfter:     time.Now().AddDate(0, 3, 0),
	}, i.certificate, public, i.key)
}

func (i *issuer) badSerialSetByAHelper(host string, public crypto.PublicKey) ([]byte, error) {
	return i.numbered(&x509.Certificate{DNSNames: []string{host}, NotAfter: time.Now().AddDate(0, 3, 0)}, public)
}

func (i *issuer) numbered(template *x509.Certificate, public crypto.PublicKey) ([]byte, error) {
	template.SerialNumber = big.NewInt(time.Now().Unix()) // want "CL708: the serial number comes from the current time"
	return x509.CreateCertificate(rand.Reader, template, i.certificate, public, i.key)
}

// Authorities.

func badNoConstraints(name string, key crypto.Signer) ([]byte, error) {
	template := &x509.Certificate{
		Subject:   pkix.Name{CommonName: name},
		NotBefore: time.Now(),
		NotAfter:  time.Now().AddDate(1, 0, 0),
		IsCA:      true, // want "CL708: IsCA has no effect without BasicConstraintsValid; why: the certificate does not say that it is an authority: some programs refuse what it signs, and others accept every certificate as an authority; fix: set BasicConstraintsValid"
		KeyUsage:  x509.KeyUsageCertSign,
	}
	return x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
}

func (i *issuer) badNoConstraintsInAField(name string) ([]byte, error) {
	i.template = x509.Certificate{Subject: pkix.Name{CommonName: name}, NotAfter: time.Now().AddDate(1, 0, 0)}
	i.template.IsCA = true // want "CL708: IsCA has no effect without BasicConstraintsValid"
	return x509.CreateCertificate(rand.Reader, &i.template, &i.template, i.key.Public(), i.key)
}

func badNoConstraintsOfAnotherPackage(name string, key crypto.Signer) ([]byte, error) {
	template := &x509.Certificate{Subject: pkix.Name{CommonName: name}, NotAfter: time.Now().AddDate(1, 0, 0)}
	template.IsCA = numbers.Authorities // want "CL708: IsCA has no effect without BasicConstraintsValid"
	return x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
}

func badUsageOfAuthority(name string, key crypto.Signer) ([]byte, error) {
	template := &x509.Certificate{
		Subject:               pkix.Name{CommonName: name},
		NotBefore:             time.Now(),
		NotAfter:              time.Now().AddDate(1, 0, 0),
		IsCA:                  true,
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageCRLSign, // want "CL708: the key usage of an authority lacks KeyUsageCertSign; why: clients reject what it signs, which makes people turn verification off; fix: add x509.KeyUsageCertSign to KeyUsage"
	}
	return x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
}

// Servers that are authorities.

func badServerIsAuthority(authority *x509.Certificate, key crypto.Signer, host string, public crypto.PublicKey) ([]byte, error) {
	template := &x509.Certificate{
		Subject:               pkix.Name{CommonName: host},
		DNSNames:              []string{host},
		NotBefore:             time.Now(),
		NotAfter:              time.Now().AddDate(0, 3, 0),
		IsCA:                  true, // want "CL708: a server certificate is also an authority; why: an attacker who has the key of this server can issue certificates for all others; fix: leave IsCA and KeyUsageCertSign out of the certificates of servers"
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	return x509.CreateCertificate(rand.Reader, template, authority, public, key)
}

func (i *issuer) badServerIsAuthorityInAHelper(address net.IP, public crypto.PublicKey) ([]byte, error) {
	return i.sign(i.everything(address), public)
}

func (i *issuer) everything(address net.IP) *x509.Certificate {
	template := &x509.Certificate{IPAddresses: []net.IP{address}, NotAfter: time.Now().AddDate(0, 3, 0)}
	template.IsCA = true // want "CL708: a server certificate is also an authority"
	template.BasicConstraintsValid = true
	template.KeyUsage = x509.KeyUsageCertSign
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}
	return template
}

func (i *issuer) badServerIsAuthorityOfAnotherPackage(host string, public crypto.PublicKey) ([]byte, error) {
	template := &x509.Certificate{DNSNames: []string{host}, NotAfter: time.Now().AddDate(0, 3, 0)}
	template.IsCA = numbers.Authorities // want "CL708: a server certificate is also an authority"
	template.BasicConstraintsValid = numbers.Authorities
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	return x509.CreateCertificate(rand.Reader, template, i.certificate, public, i.key)
}

func (i *issuer) badServerThatSigns(host string, public crypto.PublicKey) ([]byte, error) {
	return x509.CreateCertificate(rand.Reader, &x509.Certificate{
		DNSNames:    []string{host},
		NotBefore:   time.Now(),
		NotAfter:    time.Now().AddDate(0, 3, 0),
		KeyUsage:    x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, // want "CL708: KeyUsageCertSign is set in a certificate that is not an authority; why: an attacker who has its key can issue certificates that are accepted by programs that check only the key usage; fix: leave KeyUsageCertSign out, or set IsCA and BasicConstraintsValid"
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}, i.certificate, public, i.key)
}
