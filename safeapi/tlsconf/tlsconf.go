// Package tlsconf makes configurations for TLS servers and clients that verify
// whom they speak with: TLS 1.3 only, with the cipher suites and key exchanges
// that crypto/tls chooses, post-quantum ones among them. Every client and server
// of the last years speaks TLS 1.3 (RFC 8446, 2018).
//
//	srv := &http.Server{Addr: ":443", TLSConfig: tlsconf.Server(cert)}
//	err := srv.ListenAndServeTLS("", "")
//
// There is no way here to skip verification. A client that must trust a
// certificate that no public authority signed takes it as its roots: see
// [Roots], and package devcert for development.
//
// The functions are safe for concurrent use. A tls.Config is, once it is not
// changed any more. It holds private keys and prints them: do not log it.
// Everything works under GODEBUG=fips140=only.
package tlsconf

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"

	"github.com/cryptolint/cryptolint/safeapi/pemkey"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// The errors of this package. Their texts say more.
var (
	// ErrNoRoots means that there is no certificate to trust: a nil or empty
	// pool, or a file without certificates.
	ErrNoRoots = errors.New("tlsconf: no certificates to trust")

	// ErrCertificate means that the certificate file and the key do not make a
	// certificate.
	ErrCertificate = errors.New("tlsconf: no usable certificate")
)

// Server returns the configuration of a server with the certificate, or with
// several for several names: the client's request decides.
//
// It panics if a certificate has no chain or no key, which is what remains when
// the error of loading it was ignored.
func Server(certificate tls.Certificate, more ...tls.Certificate) *tls.Config {
	all := append([]tls.Certificate{certificate}, more...)
	for _, c := range all {
		mustBeUsable(c)
	}
	return &tls.Config{MinVersion: tls.VersionTLS13, Certificates: all}
}

// MutualServer is as [Server], for mutual TLS: only clients get in that present
// a certificate of one of clientCAs. [ClientName] tells who they are.
//
// A nil pool would let in everybody with a certificate of any public authority,
// and an empty one nobody: both are ErrNoRoots.
func MutualServer(clientCAs *x509.CertPool, certificate tls.Certificate, more ...tls.Certificate) (*tls.Config, error) {
	if clientCAs == nil || clientCAs.Equal(x509.NewCertPool()) {
		return nil, fmt.Errorf("%w: the pool of client authorities is nil or empty", ErrNoRoots)
	}
	config := Server(certificate, more...)
	config.ClientAuth = tls.RequireAndVerifyClientCert
	config.ClientCAs = clientCAs
	return config, nil
}

// Client returns the configuration of a client that trusts the roots, or the
// system's if roots is nil. It checks the server's name as well: net/http and
// tls.Dial take it from the address.
//
// net/http speaks HTTP/2 with it only if the Transport has ForceAttemptHTTP2.
func Client(roots *x509.CertPool) *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS13, RootCAs: roots}
}

// MutualClient is as [Client], for mutual TLS: the client shows the certificate
// to the server. It panics as [Server] does.
func MutualClient(roots *x509.CertPool, certificate tls.Certificate) *tls.Config {
	mustBeUsable(certificate)
	config := Client(roots)
	config.Certificates = []tls.Certificate{certificate}
	return config
}

// ClientName returns the common name of the client's certificate, on a server
// with [MutualServer]: r.TLS of an http.Request. It returns false if there is no
// TLS, no verified certificate, or no name in it.
func ClientName(state *tls.ConnectionState) (string, bool) {
	if state == nil || len(state.VerifiedChains) == 0 || len(state.VerifiedChains[0]) == 0 {
		return "", false
	}
	name := state.VerifiedChains[0][0].Subject.CommonName
	return name, name != ""
}

// Certificate returns the certificate in certPEM (the leaf first, then the
// intermediate ones) with the private key in keyPEM, which package pemkey or
// openssl pkcs8 has encrypted with the passphrase. It returns ErrCertificate,
// or an error of pemkey.Decode.
//
// For a key in the clear, use tls.LoadX509KeyPair.
func Certificate(certPEM, keyPEM, passphrase []byte) (tls.Certificate, error) {
	key, err := pemkey.Decode(keyPEM, passphrase)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("tlsconf: read the key: %w", err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("%w: %w", ErrCertificate, err)
	}
	defer secret.Wipe(der)
	plain := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
	defer secret.Wipe(plain)
	certificate, err := tls.X509KeyPair(certPEM, plain) // checks that they belong together
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("%w: %w", ErrCertificate, err)
	}
	return certificate, nil
}

// Roots returns the pool of the certificates in a PEM file: what a client
// trusts, or the authorities that a server's clients come from. Unlike
// AppendCertsFromPEM of x509, it returns ErrNoRoots if the file has none, or
// has anything else than certificates.
func Roots(file []byte) (*x509.CertPool, error) {
	pool := x509.NewCertPool()
	rest, n := file, 0
	for {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		if block.Type != "CERTIFICATE" {
			return nil, fmt.Errorf("%w: the file has a %.40q, want certificates only", ErrNoRoots, block.Type)
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("%w: certificate %d of the file: %w", ErrNoRoots, n+1, err)
		}
		pool.AddCert(certificate)
		n++
	}
	if n == 0 {
		return nil, fmt.Errorf("%w: the file has none", ErrNoRoots)
	}
	if bytes.Count(file, []byte("-----BEGIN")) != n {
		return nil, fmt.Errorf("%w: the file has a damaged block", ErrNoRoots) // pem skips it
	}
	return pool, nil
}

func mustBeUsable(c tls.Certificate) {
	if len(c.Certificate) == 0 || c.PrivateKey == nil {
		panic("tlsconf: certificate without chain or key; was the error of loading it ignored?")
	}
}
