// Package devcert makes TLS certificates for development and tests: one that
// signs itself, or a small certificate authority (CA) that lives in memory and
// certifies servers and clients, for mutual TLS.
//
// The certificates are for ECDSA keys on P-256, valid for 90 days from one hour
// ago, and say "development only" in their subject. A server certificate is good
// for servers alone, a client certificate for clients alone.
//
// The key of a CA never leaves the process: it cannot be stored, so it cannot
// be stolen and used against a browser that trusts it. A program that needs
// another certificate makes a new CA and issues all of them again. Give [NewCA]
// the domains that you develop for, and whatever trusts the CA trusts it for
// those only.
//
// Keys and certificates print redacted and are not marshalled. Everything
// is safe for concurrent use, and works under GODEBUG=fips140=only.
//
// For the public, get certificates from a CA that browsers trust, such as Let's
// Encrypt (golang.org/x/crypto/acme/autocert).
package devcert

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/pemkey"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// ErrName means that a host or client name cannot stand in a certificate. The
// text of the error says which, and why.
var ErrName = errors.New("devcert: not a name for a certificate")

const (
	validity = 90 * 24 * time.Hour
	skew     = time.Hour // for the clocks of virtual machines and phones
	mark     = "development only"
)

// A Cert is a certificate with its private key.
type Cert struct {
	secret.Opaque
	hold func() *pair // a closure, which fmt cannot look into
}

// pair is never changed once it is made.
type pair struct {
	key  *ecdsa.PrivateKey
	leaf *x509.Certificate
}

// SelfSigned returns a certificate for a server with the given host names and
// IP addresses, such as "localhost", "*.shop.test", "10.0.0.7". Without hosts
// it is for localhost, 127.0.0.1 and ::1. Clients trust it through [Cert.Pool],
// or a file with [Cert.CertPEM].
func SelfSigned(hosts ...string) (*Cert, error) {
	template, err := server(hosts)
	if err != nil {
		return nil, err
	}
	return issue(template, nil)
}

// TLS returns the certificate for a tls.Config; package tlsconf makes one.
func (c *Cert) TLS() tls.Certificate {
	p := c.pair()
	return tls.Certificate{Certificate: [][]byte{p.leaf.Raw}, PrivateKey: p.key, Leaf: p.leaf}
}

// CertPEM returns the certificate, which is public, as PEM.
func (c *Cert) CertPEM() []byte { return certPEM(c.pair().leaf) }

// Pool returns the pool of this certificate alone: what a client takes as its
// roots to trust a self-signed certificate.
func (c *Cert) Pool() *x509.CertPool { return pool(c.pair().leaf) }

// KeyPEM returns the private key as PKCS #8 PEM, encrypted with the passphrase
// as package pemkey does. Package tlsconf loads it.
func (c *Cert) KeyPEM(passphrase []byte) ([]byte, error) {
	return pemkey.Encode(c.pair().key, passphrase)
}

// UnencryptedKeyPEM returns the private key as PKCS #8 PEM in the clear, for
// programs that read nothing else. Write it with keyfile.Create, which lets no
// other user read it.
func (c *Cert) UnencryptedKeyPEM() secret.Bytes {
	der, err := x509.MarshalPKCS8PrivateKey(c.pair().key)
	if err != nil {
		panic("devcert: a P-256 key was not encoded: " + err.Error()) // cannot happen
	}
	defer secret.Wipe(der)
	text := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
	defer secret.Wipe(text)
	return secret.New(text)
}

func (c *Cert) pair() *pair {
	if c == nil || c.hold == nil {
		panic("devcert: use of a Cert that was not made by this package")
	}
	return c.hold()
}

// A CA is a certificate authority. It certifies servers and clients, no
// further authorities.
type CA struct {
	secret.Opaque
	hold func() *pair
}

// NewCA returns a new authority. Its key stays in memory.
//
// With domains, such as "shop.test" and "localhost", its certificate is limited
// to hosts of those names and below them, and to the IP addresses of private
// networks and of this machine (name constraints; RFC 5280, section 4.2.1.10): a
// browser that trusts it refuses what it signs for others, even if its key is
// stolen. [CA.Server] and [CA.Client] return ErrName for other
// names. Without domains there is no limit.
func NewCA(domains ...string) (*CA, error) {
	template := newTemplate("safeapi development CA")
	template.IsCA = true
	template.MaxPathLenZero = true // no authorities below it
	template.KeyUsage = x509.KeyUsageCertSign
	if err := limit(template, domains); err != nil {
		return nil, err
	}
	c, err := issue(template, nil)
	if err != nil {
		return nil, err
	}
	return &CA{hold: c.hold}, nil
}

// Server returns a certificate for a server, as [SelfSigned] does, but signed
// by the authority.
func (ca *CA) Server(hosts ...string) (*Cert, error) {
	template, err := server(hosts)
	if err != nil {
		return nil, err
	}
	return issue(template, ca.pair())
}

// Client returns a certificate for a client of that name, for mutual TLS. The
// name is a DNS name such as "billing", an email address, or a URI such as
// "spiffe://shop.test/billing". It goes into the subjectAltName; on the server,
// tlsconf.ClientName returns it.
func (ca *CA) Client(name string) (*Cert, error) {
	template := newTemplate("")
	if len(name) <= maxCommonName {
		template.Subject.CommonName = name // for people
	}
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	if err := addClientName(template, name); err != nil {
		return nil, err
	}
	return issue(template, ca.pair())
}

// CertPEM returns the certificate of the authority as PEM, for clients that
// take a file of trusted authorities.
func (ca *CA) CertPEM() []byte { return certPEM(ca.pair().leaf) }

// Pool returns the pool of this authority alone: the roots of a client, or the
// client authorities of a server.
func (ca *CA) Pool() *x509.CertPool { return pool(ca.pair().leaf) }

func (ca *CA) pair() *pair {
	if ca == nil || ca.hold == nil {
		panic("devcert: use of a CA that was not made by NewCA")
	}
	return ca.hold()
}

func server(hosts []string) (*x509.Certificate, error) {
	if len(hosts) == 0 {
		hosts = []string{"localhost", "127.0.0.1", "::1"}
	}
	template := newTemplate("") // clients read the names below, not the common name
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	for _, h := range hosts {
		if err := addHost(template, h); err != nil {
			return nil, err
		}
	}
	return template, nil
}

func newTemplate(name string) *x509.Certificate {
	start := time.Now().Add(-skew).Truncate(time.Second)
	return &x509.Certificate{
		// No SerialNumber: x509 draws a random one.
		Subject:               pkix.Name{Organization: []string{mark}, CommonName: name},
		NotBefore:             start,
		NotAfter:              start.Add(validity),
		KeyUsage:              x509.KeyUsageDigitalSignature,
		BasicConstraintsValid: true,
	}
}

// issue makes a key and has it certified by ca, or by itself if ca is nil.
func issue(template *x509.Certificate, ca *pair) (*Cert, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("devcert: generate a key: %w", err)
	}
	parent, signer := template, key
	if ca != nil {
		parent, signer = ca.leaf, ca.key
		if template.NotAfter.After(ca.leaf.NotAfter) {
			template.NotAfter = ca.leaf.NotAfter // longer would not be believed
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), signer)
	if err != nil {
		return nil, fmt.Errorf("devcert: sign the certificate: %w", err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, fmt.Errorf("%w: the certificate cannot be read: %w", ErrName, err)
	}
	if ca != nil {
		options := x509.VerifyOptions{Roots: pool(ca.leaf), KeyUsages: leaf.ExtKeyUsage}
		if _, err := leaf.Verify(options); err != nil { // of a limited authority
			return nil, fmt.Errorf("%w: the authority is not for it: %w", ErrName, err)
		}
	}
	p := &pair{key, leaf}
	return &Cert{hold: func() *pair { return p }}, nil
}

func certPEM(c *x509.Certificate) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})
}

func pool(c *x509.Certificate) *x509.CertPool {
	p := x509.NewCertPool()
	p.AddCert(c)
	return p
}
