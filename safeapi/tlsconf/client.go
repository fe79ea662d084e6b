package tlsconf

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
)

// Client returns the configuration of a client of public servers: it trusts the
// authorities of the system. It checks the server's name as well: net/http and
// tls.Dial take it from the address.
//
// net/http speaks HTTP/2 with it only if the Transport has ForceAttemptHTTP2.
func Client() *tls.Config { return base() }

// ClientWithRoots is like [Client], and trusts the roots alone: those of [Roots],
// or the Pool of package devcert.
//
// It panics if roots is nil, which is what remains when the error of [Roots] was
// ignored: crypto/tls would then trust every public authority.
func ClientWithRoots(roots *x509.CertPool) *tls.Config {
	mustBeRoots(roots)
	config := base()
	config.RootCAs = roots
	return config
}

// MutualClient is like [ClientWithRoots], for mutual TLS: the client shows the
// certificate to the server. It panics as ClientWithRoots and [Server] do. Where
// the server has a certificate of a public authority, the roots are
// [SystemRoots].
func MutualClient(roots *x509.CertPool, certificate tls.Certificate) *tls.Config {
	mustBeUsable(certificate)
	config := ClientWithRoots(roots)
	config.Certificates = []tls.Certificate{certificate}
	return config
}

// ClientAllowingTLS12 is like [ClientWithRoots], and speaks TLS 1.2 (RFC 5246) with
// servers that have nothing newer, such as old databases: with ECDHE and an AEAD
// only (RFC 9325, section 4.2), so without RSA key exchange and CBC. Nobody who
// records what is sent can read it later with the server's key. Update the
// server, and use ClientWithRoots.
func ClientAllowingTLS12(roots *x509.CertPool) *tls.Config {
	config := ClientWithRoots(roots)
	config.MinVersion = tls.VersionTLS12
	config.CipherSuites = []uint16{ // of TLS 1.2; those of 1.3 are not chosen
		tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
		tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
		tls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
		tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
		tls.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
		tls.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
	}
	return config
}

// SystemRoots returns the authorities of the system, for the functions that need
// a pool. For a client that trusts them alone, use [Client].
func SystemRoots() (*x509.CertPool, error) {
	pool, err := x509.SystemCertPool()
	if err != nil {
		return nil, fmt.Errorf("%w: those of the system: %w", ErrNoRoots, err)
	}
	return pool, nil
}

// VerifyChain verifies a certificate outside of TLS, such as one that signed a
// document or came in a message: chainPEM has the leaf first, then the
// intermediate ones, as servers send them. It returns the leaf.
//
// The chain must end in one of roots now, each certificate of it must allow the
// usage, such as x509.ExtKeyUsageServerAuth, and the leaf must be for the host, a
// DNS name or an IP address. For another usage than server authentication, host
// may be empty: then compare the names of the leaf with what you expect. For
// certificates that are wanted for anything there is no usage: it is an error.
//
// Whether the certificate was revoked is not looked up. Every error is an
// ErrCertificate or ErrNoRoots.
func VerifyChain(chainPEM []byte, roots *x509.CertPool, host string, usage x509.ExtKeyUsage) (*x509.Certificate, error) {
	if roots == nil {
		return nil, fmt.Errorf("%w: the pool of roots is nil", ErrNoRoots)
	}
	if usage == x509.ExtKeyUsageAny {
		return nil, fmt.Errorf("%w: say for what it must be good; any usage is none", ErrCertificate)
	}
	if host == "" && usage == x509.ExtKeyUsageServerAuth {
		return nil, fmt.Errorf("%w: a server's certificate needs a host to be compared with", ErrCertificate)
	}
	chain, err := parseCertificates(chainPEM)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCertificate, err)
	}
	intermediates := x509.NewCertPool()
	for _, c := range chain[1:] {
		intermediates.AddCert(c)
	}
	verified, err := chain[0].Verify(x509.VerifyOptions{
		DNSName: host, Roots: roots, Intermediates: intermediates, KeyUsages: []x509.ExtKeyUsage{usage},
	})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCertificate, err)
	}
	weak := errors.New("there is no chain")
	for _, c := range verified {
		if weak = checkChain(c); weak == nil {
			return chain[0], nil
		}
	}
	return nil, fmt.Errorf("%w: %w", ErrCertificate, weak)
}

func mustBeRoots(roots *x509.CertPool) {
	if roots == nil {
		panic("tlsconf: nil roots, which would trust every public authority; " +
			"was the error of Roots ignored? For the system's roots, use Client or SystemRoots")
	}
}
