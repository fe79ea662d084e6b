package weaksignature

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"time"

	"golang.org/x/crypto/ocsp"

	"example.test/weaksignature/digests"
)

func badCertificateTemplate(key *rsa.PrivateKey, host string) ([]byte, error) {
	template := &x509.Certificate{
		SerialNumber:       big.NewInt(time.Now().UnixNano()),
		Subject:            pkix.Name{CommonName: host},
		DNSNames:           []string{host},
		NotAfter:           time.Now().AddDate(1, 0, 0),
		SignatureAlgorithm: x509.SHA1WithRSA, // want "CL101: .*SHA-?1"
	}
	return x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
}

func badCertificateRequest(key *ecdsa.PrivateKey, name pkix.Name) ([]byte, error) {
	request := x509.CertificateRequest{Subject: name}
	request.SignatureAlgorithm = x509.ECDSAWithSHA1 // want "CL101: .*SHA-?1"
	return x509.CreateCertificateRequest(rand.Reader, &request, key)
}

func badRevocationList(ca *x509.Certificate, key crypto.Signer, number *big.Int) ([]byte, error) {
	return x509.CreateRevocationList(rand.Reader, &x509.RevocationList{
		SignatureAlgorithm: x509.MD5WithRSA, // want "CL101: .*MD5"
		Number:             number,
		ThisUpdate:         time.Now(),
		NextUpdate:         time.Now().Add(24 * time.Hour),
	}, ca, key)
}

// The template is made in one function and signed in another.

func deviceTemplate(serial *big.Int) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber:       serial,
		SignatureAlgorithm: digests.LegacyCertificates, // want "CL101: .*SHA-?1"
	}
}

func issueDeviceCertificate(ca *x509.Certificate, key crypto.Signer, device crypto.PublicKey, serial *big.Int) ([]byte, error) {
	return x509.CreateCertificate(rand.Reader, deviceTemplate(serial), ca, device, key)
}

// The algorithm follows the key.

func algorithmOf(key crypto.Signer) x509.SignatureAlgorithm {
	switch key.(type) {
	case *rsa.PrivateKey:
		return x509.SHA1WithRSA
	case *ecdsa.PrivateKey:
		return x509.ECDSAWithSHA256
	}
	return x509.UnknownSignatureAlgorithm
}

func badAlgorithmOfHelper(key crypto.Signer, name pkix.Name) ([]byte, error) {
	request := &x509.CertificateRequest{
		Subject:            name,
		SignatureAlgorithm: algorithmOf(key), // want "CL101: .*SHA-?1"
	}
	return x509.CreateCertificateRequest(rand.Reader, request, key)
}

// The algorithm is an argument.

func requestFor(name pkix.Name, algorithm x509.SignatureAlgorithm, key crypto.Signer) ([]byte, error) {
	request := &x509.CertificateRequest{Subject: name, SignatureAlgorithm: algorithm}
	return x509.CreateCertificateRequest(rand.Reader, request, key)
}

func badAlgorithmPassedAsArgument(name pkix.Name, key crypto.Signer) ([]byte, error) {
	return requestFor(name, x509.DSAWithSHA1, key) // want "CL101: .*SHA-?1"
}

func badOCSPResponse(ca, responder *x509.Certificate, key crypto.Signer, serial *big.Int) ([]byte, error) {
	answer := ocsp.Response{
		Status:             ocsp.Good,
		SerialNumber:       serial,
		ThisUpdate:         time.Now(),
		SignatureAlgorithm: x509.SHA1WithRSA, // want "CL101: .*SHA-?1"
	}
	return ocsp.CreateResponse(ca, responder, answer, key)
}

// What the key of a TLS certificate may sign a handshake with.
func badHandshakeSignatures(cert tls.Certificate) tls.Certificate {
	cert.SupportedSignatureAlgorithms = []tls.SignatureScheme{tls.PSSWithSHA256, tls.PKCS1WithSHA1} // want "CL101: .*SHA-?1"
	return cert
}
