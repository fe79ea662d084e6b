// Package tlsconf makes configurations for TLS servers and clients that verify
// the other side: TLS 1.3 only, with the cipher suites and key exchanges that
// crypto/tls chooses, post-quantum ones among them. Clients and servers of
// recent years all speak TLS 1.3 (RFC 8446, 2018); [ClientAllowingTLS12] is for
// the others.
//
//	srv := &http.Server{Addr: ":443", TLSConfig: tlsconf.Server(cert)}
//	err := srv.ListenAndServeTLS("", "")
//
// There is no way to skip verification. A client that must trust a certificate
// that no public authority signed takes it as its roots: see [ClientWithRoots],
// and package devcert for development. RSA keys below 2048 bits (NIST SP
// 800-131A) are refused, of this side and of the other.
//
// # Certificates that are renewed
//
// [Files] and [FilesWithPassphrase] read a certificate and its key from files,
// and again when they change.
//
// The functions are safe for concurrent use. A tls.Config is, once it is not
// changed any more. It holds private keys and prints them: do not log it.
// Everything works under GODEBUG=fips140=only.
package tlsconf

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"slices"

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
// the error of loading it was ignored, and if its key is RSA below 2048 bits.
func Server(certificate tls.Certificate, more ...tls.Certificate) *tls.Config {
	all := append([]tls.Certificate{certificate}, more...)
	for _, c := range all {
		mustBeUsable(c)
	}
	config := base()
	config.Certificates = all
	return config
}

func base() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS13, VerifyConnection: verifyKeys}
}

// MutualServer is like [Server], for mutual TLS: only clients get in that
// present a certificate of one of clientCAs. [ClientName] says who they are.
//
// A nil pool would let in everybody with a certificate of any public authority,
// and an empty one nobody: both are ErrNoRoots.
func MutualServer(clientCAs *x509.CertPool, certificate tls.Certificate, more ...tls.Certificate) (*tls.Config, error) {
	return mutual(Server(certificate, more...), clientCAs)
}

func mutual(config *tls.Config, clientCAs *x509.CertPool) (*tls.Config, error) {
	if clientCAs == nil || clientCAs.Equal(x509.NewCertPool()) {
		return nil, fmt.Errorf("%w: the pool of client authorities is nil or empty", ErrNoRoots)
	}
	config.ClientAuth = tls.RequireAndVerifyClientCert
	config.ClientCAs = clientCAs
	return config, nil
}

// ClientNames returns the names of the client's certificate on a server with
// [MutualServer]: its DNS names, email addresses and URIs, which are its
// subjectAltName (RFC 5280, section 4.2.1.6). The common name is not among
// them: it is a text for people, which many authorities do not check. It
// returns none without a verified certificate.
func ClientNames(state *tls.ConnectionState) []string {
	if state == nil || len(state.VerifiedChains) == 0 || len(state.VerifiedChains[0]) == 0 {
		return nil
	}
	leaf := state.VerifiedChains[0][0]
	names := slices.Concat(leaf.DNSNames, leaf.EmailAddresses)
	for _, uri := range leaf.URIs {
		names = append(names, uri.String())
	}
	return names
}

// ClientName returns the one name that [ClientNames] returns: r.TLS of an
// http.Request is the state. It returns false if there is none, or more than one.
func ClientName(state *tls.ConnectionState) (string, bool) {
	names := ClientNames(state)
	if len(names) != 1 {
		return "", false
	}
	return names[0], true
}

// Certificate returns the certificate in certPEM (the leaf first, then the
// intermediate ones) with the private key in keyPEM, which package pemkey or
// openssl pkcs8 has encrypted with the passphrase. It returns ErrCertificate,
// or an error of pemkey.Decode.
//
// For files that are renewed while the program runs, use [FilesWithPassphrase];
// for a key in the clear, [Files].
func Certificate(certPEM, keyPEM, passphrase []byte) (tls.Certificate, error) {
	key, err := pemkey.Decode(keyPEM, passphrase)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("tlsconf: read the key: %w", err)
	}
	return pair(certPEM, key)
}

// pair returns the certificate with its key, which must belong together.
func pair(certPEM []byte, key crypto.Signer) (tls.Certificate, error) {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("%w: %w", ErrCertificate, err)
	}
	defer secret.Wipe(der)
	plain := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
	defer secret.Wipe(plain)
	certificate, err := tls.X509KeyPair(certPEM, plain)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("%w: %w", ErrCertificate, err)
	}
	if certificate.Leaf, err = leafOf(certificate); err == nil {
		err = checkKey(certificate.Leaf)
	}
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("%w: %w", ErrCertificate, err)
	}
	return certificate, nil
}

// leafOf reads the leaf where it was not kept.
func leafOf(c tls.Certificate) (*x509.Certificate, error) {
	if c.Leaf != nil {
		return c.Leaf, nil
	}
	return x509.ParseCertificate(c.Certificate[0])
}

// Roots returns the pool of the certificates in a PEM file: what a client
// trusts, or the authorities that a server's clients come from. Unlike
// AppendCertsFromPEM of x509, it returns ErrNoRoots if the file has none, or
// has anything else than certificates.
func Roots(file []byte) (*x509.CertPool, error) {
	certificates, err := parseCertificates(file)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoRoots, err)
	}
	pool := x509.NewCertPool()
	for i, c := range certificates {
		if err := checkKey(c); err != nil {
			return nil, fmt.Errorf("%w: certificate %d of the file: %w", ErrNoRoots, i+1, err)
		}
		pool.AddCert(c)
	}
	return pool, nil
}

// parseCertificates reads a PEM file of certificates only, at least one.
func parseCertificates(file []byte) ([]*x509.Certificate, error) {
	var all []*x509.Certificate
	rest := file
	for {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		if block.Type != "CERTIFICATE" {
			return nil, fmt.Errorf("the file has a %.40q, want certificates only", block.Type)
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("certificate %d of the file: %w", len(all)+1, err)
		}
		all = append(all, certificate)
	}
	if len(all) == 0 {
		return nil, errors.New("the file has none")
	}
	if bytes.Count(file, []byte("-----BEGIN")) != len(all) {
		return nil, errors.New("the file has a damaged block") // pem skips it
	}
	return all, nil
}

// minRSABits is the least size that NIST SP 800-131A allows.
const minRSABits = 2048

// checkKey returns an error for a certificate with RSA below 2048 bits.
func checkKey(c *x509.Certificate) error {
	if key, ok := c.PublicKey.(*rsa.PublicKey); ok && key.N.BitLen() < minRSABits {
		return fmt.Errorf("RSA of %d bits, want at least %d", key.N.BitLen(), minRSABits)
	}
	return nil
}

// verifyKeys ends a connection if every chain of the other side has a weak key.
// The other side of a server may have no certificate.
func verifyKeys(state tls.ConnectionState) error {
	var weak error
	for _, chain := range state.VerifiedChains {
		if weak = checkChain(chain); weak == nil {
			return nil
		}
	}
	return weak
}

func checkChain(chain []*x509.Certificate) error {
	for _, c := range chain {
		if err := checkKey(c); err != nil {
			return fmt.Errorf("tlsconf: a certificate of %q: %w", c.Subject, err)
		}
	}
	return nil
}

func mustBeUsable(c tls.Certificate) {
	if len(c.Certificate) == 0 || c.PrivateKey == nil {
		panic("tlsconf: certificate without chain or key; was the error of loading it ignored?")
	}
	leaf, err := leafOf(c)
	if err != nil {
		panic("tlsconf: certificate that cannot be read: " + err.Error())
	}
	if err := checkKey(leaf); err != nil {
		panic("tlsconf: certificate with a weak key: " + err.Error())
	}
}
