package certverify

import (
	"bytes"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	_ "embed"
	"errors"
	"net/http"
	"os"
	"slices"
	"time"

	"example.test/certverify/policy"
)

// goodChain verifies as the documentation of crypto/tls does.
func goodChain(address string, roots *x509.CertPool) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		InsecureSkipVerify: true,
		VerifyConnection: func(state tls.ConnectionState) error {
			options := x509.VerifyOptions{Roots: roots, DNSName: state.ServerName, Intermediates: x509.NewCertPool()}
			for _, certificate := range state.PeerCertificates[1:] {
				options.Intermediates.AddCert(certificate)
			}
			_, err := state.PeerCertificates[0].Verify(options)
			return err
		},
	})
}

// goodChainWithHelper takes the intermediate certificates from another package.
func goodChainWithHelper(host string, roots *x509.CertPool) *http.Transport {
	return &http.Transport{TLSClientConfig: &tls.Config{
		InsecureSkipVerify: true,
		VerifyConnection: func(state tls.ConnectionState) error {
			options := policy.Servers(roots, host)
			options.Intermediates = policy.Chain(state.PeerCertificates[1:])
			_, err := state.PeerCertificates[0].Verify(options)
			return err
		},
	}}
}

// goodKnownKey verifies a certificate that signs itself, whose digest is known.
func goodKnownKey(address string, digest [32]byte) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		InsecureSkipVerify: true,
		VerifyPeerCertificate: func(certificates [][]byte, _ [][]*x509.Certificate) error {
			if sha256.Sum256(certificates[0]) != digest {
				return errors.New("another certificate")
			}
			leaf, err := x509.ParseCertificate(certificates[0])
			if err != nil {
				return err
			}
			pool := x509.NewCertPool()
			pool.AddCert(leaf)
			_, err = leaf.Verify(x509.VerifyOptions{Roots: pool})
			return err
		},
	})
}

// goodPeerKey returns the key of a certificate that signs itself, as peers that are
// known by their keys have.
func goodPeerKey(address string, want []byte) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		InsecureSkipVerify: true,
		VerifyConnection: func(state tls.ConnectionState) error {
			key, err := keyOf(state.PeerCertificates[0])
			if err == nil && !slices.Equal(key, want) {
				err = errors.New("another peer")
			}
			return err
		},
	})
}

func keyOf(leaf *x509.Certificate) ([]byte, error) {
	pool := x509.NewCertPool()
	pool.AddCert(leaf)
	if _, err := leaf.Verify(x509.VerifyOptions{Roots: pool}); err != nil {
		return nil, err
	}
	return leaf.RawSubjectPublicKeyInfo, nil
}

// A store knows certificates, in code that is elsewhere.
type store interface {
	Knows(*x509.Certificate) error
}

func goodStore(known store) *tls.Config {
	return &tls.Config{
		InsecureSkipVerify: true,
		VerifyConnection: func(state tls.ConnectionState) error {
			leaf, pool := state.PeerCertificates[0], x509.NewCertPool()
			pool.AddCert(leaf)
			if _, err := leaf.Verify(x509.VerifyOptions{Roots: pool, DNSName: state.ServerName}); err != nil {
				return err
			}
			return known.Knows(leaf)
		},
	}
}

// goodNameAfterwards compares the names itself.
func goodNameAfterwards(address, identity string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		InsecureSkipVerify: true,
		VerifyConnection: func(state tls.ConnectionState) error {
			leaf := state.PeerCertificates[0]
			if _, err := leaf.Verify(x509.VerifyOptions{}); err != nil {
				return err
			}
			for _, uri := range leaf.URIs {
				if uri.String() == identity {
					return nil
				}
			}
			return errors.New("another identity")
		},
	})
}

func goodHostname(address, host string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		InsecureSkipVerify: true,
		VerifyConnection: func(state tls.ConnectionState) error {
			if _, err := state.PeerCertificates[0].Verify(x509.VerifyOptions{}); err != nil {
				return err
			}
			return state.PeerCertificates[0].VerifyHostname(host)
		},
	})
}

// goodMode does what the operator asks for, as drivers of databases do.
func goodMode(mode, host string, roots *x509.CertPool) *tls.Config {
	config := &tls.Config{ServerName: host, RootCAs: roots}
	switch mode {
	case "verify-ca":
		config.InsecureSkipVerify = true
		config.VerifyPeerCertificate = func(certificates [][]byte, _ [][]*x509.Certificate) error {
			leaf, err := x509.ParseCertificate(certificates[0])
			if err != nil {
				return err
			}
			_, err = leaf.Verify(x509.VerifyOptions{Roots: config.RootCAs})
			return err
		}
	case "verify-full":
	}
	return config
}

// goodClients verifies clients, which have no host name.
func goodClients(certificate tls.Certificate, roots *x509.CertPool) *http.Server {
	return &http.Server{TLSConfig: &tls.Config{
		Certificates: []tls.Certificate{certificate},
		ClientAuth:   tls.RequireAnyClientCert,
		VerifyConnection: func(state tls.ConnectionState) error {
			_, err := state.PeerCertificates[0].Verify(x509.VerifyOptions{Roots: roots, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}})
			return err
		},
	}}
}

// goodBesides looks at more than crypto/tls, which verifies.
func goodBesides(address string, revoked func(*x509.Certificate) bool) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		VerifyConnection: func(state tls.ConnectionState) error {
			for i, certificate := range state.PeerCertificates[1:] {
				if err := state.PeerCertificates[i].CheckSignatureFrom(certificate); err != nil {
					return err
				}
			}
			return nil
		},
	})
}

// goodOrder puts certificates into order by their signatures.
func goodOrder(certificates []*x509.Certificate) bool {
	for i, issuer := range certificates[1:] {
		if certificates[i].CheckSignatureFrom(issuer) != nil {
			return false
		}
	}
	return true
}

func goodSignatureAndTime(address string, authority *x509.Certificate) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		InsecureSkipVerify: true,
		VerifyConnection: func(state tls.ConnectionState) error {
			leaf := state.PeerCertificates[0]
			if now := time.Now(); now.Before(leaf.NotBefore) || now.After(leaf.NotAfter) {
				return errors.New("expired")
			}
			return leaf.CheckSignatureFrom(authority)
		},
	})
}

// goodSignedInTime verifies what was signed while the certificate was valid.
func goodSignedInTime(leaf *x509.Certificate, roots *x509.CertPool) error {
	_, err := leaf.Verify(x509.VerifyOptions{
		Roots: roots, CurrentTime: leaf.NotBefore, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageCodeSigning},
	})
	return err
}

func goodTimeOfTheSignature(leaf *x509.Certificate, roots *x509.CertPool, signed time.Time) error {
	_, err := leaf.Verify(x509.VerifyOptions{Roots: roots, CurrentTime: signed})
	return err
}

func goodNow(leaf *x509.Certificate, roots *x509.CertPool) error {
	_, err := leaf.Verify(x509.VerifyOptions{Roots: roots, CurrentTime: time.Now().Add(-time.Minute)})
	return err
}

// goodZeroTime means the current time.
func goodZeroTime(leaf *x509.Certificate, roots *x509.CertPool) error {
	_, err := leaf.Verify(x509.VerifyOptions{Roots: roots, CurrentTime: time.Time{}})
	return err
}

// A server of time tells the time to devices without a clock.
type timeServer struct{ offset time.Duration }

func (s *timeServer) now() time.Time { return time.Now().Add(s.offset) }

func (s *timeServer) goodClock(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{Time: s.now})
}

func goodClockOfTheCaller(address string, clock func() time.Time) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{Time: clock})
}

//go:embed roots.pem
var embedded []byte

// goodEmbedded needs no check: the certificates are in the program.
func goodEmbedded() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(embedded)
	return pool
}

func goodPool(file string) (*x509.CertPool, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(text) {
		return nil, errors.New("no certificate in " + file)
	}
	return pool, nil
}

func goodPoolReturned(pool *x509.CertPool, text []byte) bool {
	added := pool.AppendCertsFromPEM(bytes.TrimSpace(text))
	return added
}

// goodTrusted is what the configuration has.
func goodTrusted(address string, authority *x509.Certificate) (*tls.Conn, error) {
	roots := x509.NewCertPool()
	roots.AddCert(authority)
	return tls.Dial("tcp", address, &tls.Config{RootCAs: roots})
}

// goodFingerprint trusts what a server shows if its digest is the one in the invitation.
func goodFingerprint(address string, digest [32]byte) (*tls.Conn, error) {
	probe, err := tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true})
	if err != nil {
		return nil, err
	}
	leaf := probe.ConnectionState().PeerCertificates[0]
	if sha256.Sum256(leaf.Raw) != digest {
		return nil, errors.New("another certificate")
	}
	roots := x509.NewCertPool()
	roots.AddCert(leaf)
	return tls.Dial("tcp", address, &tls.Config{RootCAs: roots})
}

// goodTwoCallbacks verifies the chain in one function and the name in the other.
func goodTwoCallbacks(address, host string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		InsecureSkipVerify: true,
		VerifyPeerCertificate: func(certificates [][]byte, _ [][]*x509.Certificate) error {
			leaf, err := x509.ParseCertificate(certificates[0])
			if err != nil {
				return err
			}
			_, err = leaf.Verify(x509.VerifyOptions{})
			return err
		},
		VerifyConnection: func(state tls.ConnectionState) error {
			return state.PeerCertificates[0].VerifyHostname(host)
		},
	})
}
