package certverify

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/http"
	"os"
	"time"

	"example.test/certverify/moments"
	"example.test/certverify/policy"
)

// The peer brings its own authority.

func badRootsOfThePeer(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		InsecureSkipVerify: true,
		VerifyPeerCertificate: func(rawCerts [][]byte, _ [][]*x509.Certificate) error {
			if len(rawCerts) < 1 {
				return errors.New("missing server certificate")
			}
			roots := x509.NewCertPool()
			for _, rawCert := range rawCerts {
				certificate, _ := x509.ParseCertificate(rawCert)
				if certificate != nil {
					roots.AddCert(certificate)
				}
			}
			certificate, err := x509.ParseCertificate(rawCerts[0])
			if err != nil {
				return err
			}
			_, err = certificate.Verify(x509.VerifyOptions{Roots: roots}) // want "CL707: Roots of the verification contains certificates that the peer sent; why: an attacker can send an authority of their choice, and a certificate that it issued for any name; fix: put the authorities that the program trusts into Roots, and what the peer sent into Intermediates only"
			return err
		},
	})
}

type gateway struct {
	host   string
	roots  *x509.CertPool
	chain  *x509.CertPool
	config *tls.Config
}

func (g *gateway) badRootsInAField() {
	g.config = &tls.Config{ServerName: g.host, InsecureSkipVerify: true, VerifyConnection: g.check}
}

func (g *gateway) check(state tls.ConnectionState) error {
	g.chain = x509.NewCertPool()
	for _, certificate := range state.PeerCertificates {
		g.chain.AddCert(certificate)
	}
	return verifyAgainst(state.PeerCertificates[0], g.chain, g.host)
}

func verifyAgainst(leaf *x509.Certificate, roots *x509.CertPool, host string) error {
	_, err := leaf.Verify(x509.VerifyOptions{Roots: roots, DNSName: host}) // want "CL707: Roots of the verification contains certificates that the peer sent"
	return err
}

func badRootsOfAnotherPackage(probe *tls.Conn, host string) *http.Transport {
	return &http.Transport{TLSClientConfig: &tls.Config{
		ServerName: host,
		RootCAs:    policy.Chain(probe.ConnectionState().PeerCertificates), // want "CL707: RootCAs contains certificates that a peer sent"
	}}
}

func badRootsAfterTheHandshake(conn *tls.Conn, host string) error {
	state := conn.ConnectionState()
	roots := x509.NewCertPool()
	roots.AddCert(state.PeerCertificates[len(state.PeerCertificates)-1])
	_, err := state.PeerCertificates[0].Verify(x509.VerifyOptions{Roots: roots, DNSName: host}) // want "CL707: Roots of the verification contains certificates that the peer sent.*; fix: .*"
	return err
}

func badTrustsTheFirst(address string) (*tls.Conn, error) {
	probe, err := tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true})
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	for _, certificate := range probe.ConnectionState().PeerCertificates {
		roots.AddCert(certificate)
	}
	return tls.Dial("tcp", address, &tls.Config{
		RootCAs: roots, // want "CL707: RootCAs contains certificates that a peer sent; why: an attacker who is on the network at the first connection is trusted afterwards; fix: put the authorities that the program is configured with into RootCAs"
	})
}

// The name is not looked at.

func badAnyName(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		InsecureSkipVerify: true,
		VerifyConnection: func(state tls.ConnectionState) error {
			options := x509.VerifyOptions{Intermediates: x509.NewCertPool()}
			for _, certificate := range state.PeerCertificates[1:] {
				options.Intermediates.AddCert(certificate)
			}
			_, err := state.PeerCertificates[0].Verify(options) // want "CL707: the function literal accepts a certificate for any name; why: an attacker on the network who has a certificate for any other host can pose as the server; fix: set DNSName to the host, or to ConnectionState.ServerName in VerifyConnection"
			return err
		},
	})
}

func (g *gateway) badAnyNameInAMethod() *tls.Config {
	return &tls.Config{ServerName: g.host, InsecureSkipVerify: true, VerifyPeerCertificate: g.anyName}
}

func (g *gateway) anyName(certificates [][]byte, _ [][]*x509.Certificate) error {
	leaf, err := x509.ParseCertificate(certificates[0])
	if err != nil {
		return err
	}
	return verifyChain(leaf)
}

func verifyChain(leaf *x509.Certificate) error {
	_, err := leaf.Verify(x509.VerifyOptions{KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}) // want "CL707: certverify.gateway.anyName accepts a certificate for any name"
	return err
}

// The purpose is not looked at, or the authority.

func badAnyAuthority(certificate tls.Certificate) *http.Server {
	return &http.Server{TLSConfig: &tls.Config{
		Certificates: []tls.Certificate{certificate},
		ClientAuth:   tls.RequireAnyClientCert,
		VerifyConnection: func(state tls.ConnectionState) error {
			_, err := state.PeerCertificates[0].Verify(x509.VerifyOptions{KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}) // want "CL707: the function literal accepts the certificates of all authorities that the system trusts; why: an attacker who has a certificate from a public authority for any name is accepted; fix: put the authority of the clients into Roots"
			return err
		},
	}}
}

func (g *gateway) badAnyUsage(certificate tls.Certificate) *http.Server {
	config := &tls.Config{Certificates: []tls.Certificate{certificate}, ClientAuth: tls.RequireAnyClientCert}
	config.VerifyPeerCertificate = g.verifyClient
	return &http.Server{TLSConfig: config}
}

func (g *gateway) verifyClient(certificates [][]byte, _ [][]*x509.Certificate) error {
	leaf, err := x509.ParseCertificate(certificates[0])
	if err != nil {
		return err
	}
	_, err = leaf.Verify(g.clients()) // want "CL707: certverify.gateway.verifyClient accepts certificates that were issued for another purpose, with ExtKeyUsageAny; why: an attacker with the key of any server of the same authority can pose as a client; fix: put ExtKeyUsageClientAuth into KeyUsages"
	return err
}

func (g *gateway) clients() x509.VerifyOptions {
	return x509.VerifyOptions{Roots: g.roots, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}}
}

// The signature alone.

func badSignatureOnly(address string, authority *x509.Certificate) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		InsecureSkipVerify: true,
		VerifyConnection: func(state tls.ConnectionState) error {
			return state.PeerCertificates[0].CheckSignatureFrom(authority) // want "CL707: the function literal checks only the signature of the certificate; why: an attacker can use a certificate that has expired, or that was issued for another purpose or name; fix: call Certificate.Verify with the authority in Roots, and the host in DNSName"
		},
	})
}

type fleet struct{ authority *x509.Certificate }

func (f *fleet) badSignatureOnlyOfClients(certificate tls.Certificate) *http.Server {
	return &http.Server{TLSConfig: &tls.Config{
		Certificates:          []tls.Certificate{certificate},
		ClientAuth:            tls.RequireAnyClientCert,
		VerifyPeerCertificate: f.signed,
	}}
}

func (f *fleet) signed(certificates [][]byte, _ [][]*x509.Certificate) error {
	leaf, err := x509.ParseCertificate(certificates[0])
	if err != nil {
		return err
	}
	return f.signedByUs(leaf)
}

func (f *fleet) signedByUs(leaf *x509.Certificate) error {
	return leaf.CheckSignatureFrom(f.authority) // want "CL707: certverify.fleet.signed checks only the signature of the certificate.*; fix: call Certificate.Verify with the authority in Roots, and ExtKeyUsageClientAuth in KeyUsages"
}

// The time is fixed.

func badConstantTime(leaf *x509.Certificate, roots *x509.CertPool) error {
	_, err := leaf.Verify(x509.VerifyOptions{
		Roots:       roots,
		CurrentTime: time.Date(2024, time.January, 1, 0, 0, 0, 0, time.UTC), // want "CL707: CurrentTime is a constant; why: an attacker can use the key of an expired certificate forever; fix: leave CurrentTime out: the current time is the default"
	})
	return err
}

func badTimeOfAnotherPackage(leaf *x509.Certificate, roots *x509.CertPool) error {
	options := x509.VerifyOptions{Roots: roots}
	options.CurrentTime = moments.Provisioned() // want "CL707: CurrentTime is a constant"
	_, err := leaf.Verify(options)
	return err
}

func badTimeOfTheCertificate(leaf *x509.Certificate, roots *x509.CertPool) error {
	_, err := leaf.Verify(x509.VerifyOptions{Roots: roots, CurrentTime: leaf.NotBefore}) // want "CL707: CurrentTime is a time from a certificate; why: an attacker can use the key of a certificate long after it has expired; fix: leave CurrentTime out"
	return err
}

func badTimeOfTheCertificateInAHelper(leaf *x509.Certificate, roots *x509.CertPool) error {
	return verifyAt(leaf, roots, leaf.NotAfter.Add(-time.Hour))
}

func verifyAt(leaf *x509.Certificate, roots *x509.CertPool, moment time.Time) error {
	_, err := leaf.Verify(x509.VerifyOptions{Roots: roots, CurrentTime: moment}) // want "CL707: CurrentTime is a time from a certificate"
	return err
}

func badClock(address string, roots *x509.CertPool) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		RootCAs: roots,
		Time:    func() time.Time { return time.Unix(moments.Release, 0) }, // want "CL707: the clock of the TLS configuration is constant; why: an attacker can use the key of an expired certificate forever; fix: leave Time out: time.Now is the default"
	})
}

func badClockOfAnotherPackage(address string) (*tls.Conn, error) {
	config := &tls.Config{}
	config.Time = func() time.Time { return moments.Provisioned() } // want "CL707: the clock of the TLS configuration is constant"
	return tls.Dial("tcp", address, config)
}

func badClockInAMethod(roots *x509.CertPool) *http.Transport {
	return &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, Time: built}} // want "CL707: the clock of the TLS configuration is constant"
}

func built() time.Time { return moments.Provisioned() }

// The pool may be empty.

func badPool(file string) (*x509.CertPool, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(text) // want "CL707: the result of x509.CertPool.AppendCertsFromPEM is dropped; why: a file without a certificate goes unnoticed, and the pool lacks the authorities that it should contain; fix: return an error if the result is false"
	return pool, nil
}

func badPoolInAHelper(text []byte) *tls.Config {
	pool := x509.NewCertPool()
	appendTo(pool, text) // want "CL707: the result of .*"
	return &tls.Config{RootCAs: pool}
}

func appendTo(pool *x509.CertPool, text []byte) bool { return pool.AppendCertsFromPEM(text) }

func (g *gateway) badPoolInAField(text []byte) {
	g.roots = x509.NewCertPool()
	_ = g.roots.AppendCertsFromPEM(text) // want "CL707: the result of x509.CertPool.AppendCertsFromPEM is dropped"
}
