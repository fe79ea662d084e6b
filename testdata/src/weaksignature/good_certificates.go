package weaksignature

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/sha1"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"math/big"
	"time"

	"golang.org/x/crypto/ocsp"
)

func goodCertificateTemplate(ca *x509.Certificate, key crypto.Signer, host string) ([]byte, error) {
	template := &x509.Certificate{
		Subject:            pkix.Name{CommonName: host},
		DNSNames:           []string{host},
		NotAfter:           time.Now().AddDate(0, 3, 0),
		SignatureAlgorithm: x509.SHA256WithRSA,
	}
	return x509.CreateCertificate(rand.Reader, template, ca, key.Public(), key)
}

// The algorithm left out: crypto/x509 takes the one that fits the key.
func goodAlgorithmLeftOut(key crypto.Signer, name pkix.Name) ([]byte, error) {
	return x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{Subject: name}, key)
}

// RFC 5280, section 4.2.1.2: the key identifier is a SHA-1 digest. It is a name
// in a certificate that is signed with SHA-256.
func goodSubjectKeyID(template, ca *x509.Certificate, device crypto.PublicKey, key crypto.Signer) ([]byte, error) {
	der, err := x509.MarshalPKIXPublicKey(device)
	if err != nil {
		return nil, err
	}
	id := sha1.Sum(der)
	template.SubjectKeyId = id[:]
	template.SignatureAlgorithm = x509.ECDSAWithSHA256
	return x509.CreateCertificate(rand.Reader, template, ca, device, key)
}

func goodWeakCertificateRejected(cert *x509.Certificate) error {
	switch cert.SignatureAlgorithm {
	case x509.MD5WithRSA, x509.SHA1WithRSA, x509.ECDSAWithSHA1, x509.DSAWithSHA1:
		return fmt.Errorf("certificate of %s is signed with %s", cert.Subject, cert.SignatureAlgorithm)
	}
	return nil
}

func goodWeakRequestRejected(request *x509.CertificateRequest) error {
	if request.SignatureAlgorithm == x509.SHA1WithRSA || request.SignatureAlgorithm == x509.MD5WithRSA {
		return errors.New("certificate request is signed with a broken hash")
	}
	return request.CheckSignature()
}

var weakAlgorithms = map[x509.SignatureAlgorithm]bool{
	x509.MD2WithRSA: true, x509.MD5WithRSA: true, x509.SHA1WithRSA: true,
	x509.DSAWithSHA1: true, x509.ECDSAWithSHA1: true,
}

// An inspector counts what it finds.
func goodWeakCertificatesCounted(chain []*x509.Certificate) (weak int) {
	for _, cert := range chain {
		self := bytes.Equal(cert.RawSubject, cert.RawIssuer)
		if !self && weakAlgorithms[cert.SignatureAlgorithm] {
			weak++
		}
	}
	return weak
}

var opensslNames = map[string]x509.SignatureAlgorithm{
	"sha1WithRSAEncryption":   x509.SHA1WithRSA,
	"sha256WithRSAEncryption": x509.SHA256WithRSA,
	"ecdsa-with-SHA256":       x509.ECDSAWithSHA256,
}

// A name is looked up and compared; nothing is signed by it.
func goodAlgorithmOfReport(cert *x509.Certificate, want string) bool {
	return opensslNames[want] == cert.SignatureAlgorithm
}

// The successor keeps the algorithm of the certificate that it replaces, but not
// a weak one.
func goodRenewalWithAlgorithmOfOldCertificate(old, ca *x509.Certificate, key crypto.Signer) ([]byte, error) {
	template := &x509.Certificate{
		Subject:            old.Subject,
		DNSNames:           old.DNSNames,
		NotAfter:           time.Now().AddDate(0, 3, 0),
		SignatureAlgorithm: old.SignatureAlgorithm,
	}
	if old.SignatureAlgorithm == x509.SHA1WithRSA {
		template.SignatureAlgorithm = x509.SHA256WithRSA
	}
	return x509.CreateCertificate(rand.Reader, template, ca, old.PublicKey, key)
}

func goodRevocationList(ca *x509.Certificate, key crypto.Signer, number *big.Int) ([]byte, error) {
	return x509.CreateRevocationList(rand.Reader, &x509.RevocationList{
		SignatureAlgorithm: x509.SHA384WithRSAPSS,
		Number:             number,
		ThisUpdate:         time.Now(),
		NextUpdate:         time.Now().Add(24 * time.Hour),
	}, ca, key)
}

// RFC 6960 names the certificate by SHA-1 digests of its issuer. Responders
// often know no other.
func goodOCSPRequest(cert, issuer *x509.Certificate) ([]byte, error) {
	return ocsp.CreateRequest(cert, issuer, &ocsp.RequestOptions{Hash: crypto.SHA1})
}

func goodOCSPResponse(ca, responder *x509.Certificate, key crypto.Signer, serial *big.Int) ([]byte, error) {
	return ocsp.CreateResponse(ca, responder, ocsp.Response{
		Status:             ocsp.Good,
		SerialNumber:       serial,
		ThisUpdate:         time.Now(),
		IssuerHash:         crypto.SHA1,
		SignatureAlgorithm: x509.SHA256WithRSA,
	}, key)
}

// RFC 3161: the digest of the time stamp is checked against a list.
func goodTimestampHashAllowed(hash crypto.Hash) error {
	switch hash {
	case crypto.SHA256, crypto.SHA384, crypto.SHA512:
		return nil
	case crypto.MD5, crypto.SHA1:
		return fmt.Errorf("time stamps over %v are not issued", hash)
	}
	return fmt.Errorf("unknown hash %v", hash)
}

func goodHandshakeSignatures(cert tls.Certificate) tls.Certificate {
	cert.SupportedSignatureAlgorithms = []tls.SignatureScheme{tls.PSSWithSHA256, tls.ECDSAWithP256AndSHA256}
	return cert
}

func goodWeakHandshakeRejected(info *tls.CertificateRequestInfo) error {
	for _, scheme := range info.SignatureSchemes {
		if scheme == tls.PKCS1WithSHA1 || scheme == tls.ECDSAWithSHA1 {
			return fmt.Errorf("server offers %v", scheme)
		}
	}
	return nil
}

func goodSignatureCheckedWithSHA256(cert *x509.Certificate, document, signature []byte) error {
	return cert.CheckSignature(x509.SHA256WithRSA, document, signature)
}
