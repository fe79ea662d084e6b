// Package resumed checks the certificates of peers in more ways than the library does.
package resumed

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"slices"
)

// allowed are the serial numbers of the clients that may come, at the moment.
type allowed struct{ serials []string }

func (a *allowed) check(_ [][]byte, chains [][]*x509.Certificate) error {
	for _, chain := range chains {
		if slices.Contains(a.serials, chain[0].SerialNumber.String()) {
			return nil
		}
	}
	return errors.New("the client is not allowed")
}

func (a *allowed) checkState(state tls.ConnectionState) error {
	return a.check(nil, state.VerifiedChains)
}

// badServer gives out tickets. A client that is no longer allowed comes back with one.
func (a *allowed) badServer(clients *x509.CertPool) *http.Server {
	return &http.Server{TLSConfig: &tls.Config{
		ClientAuth:            tls.RequireAndVerifyClientCert,
		ClientCAs:             clients,
		VerifyPeerCertificate: a.check, // want "CL701: resumed.allowed.check checks certificates in VerifyPeerCertificate, which is not called when a connection is resumed; why: for a week .*; fix: check in VerifyConnection"
	}}
}

func base(clients *x509.CertPool) *tls.Config {
	return &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: clients}
}

func badCompleted(a *allowed, clients *x509.CertPool, inner net.Listener) net.Listener {
	config := base(clients)
	config.VerifyPeerCertificate = func(raw [][]byte, chains [][]*x509.Certificate) error { // want "CL701: the function literal checks certificates in VerifyPeerCertificate"
		return a.check(raw, chains)
	}
	return tls.NewListener(inner, config)
}

// badClient has a cache: the server may be one whose certificate has been revoked since.
func badClient(roots *x509.CertPool, revoked map[string]bool) *http.Transport {
	return &http.Transport{TLSClientConfig: &tls.Config{
		RootCAs:            roots,
		ClientSessionCache: tls.NewLRUClientSessionCache(64),
		VerifyPeerCertificate: func(_ [][]byte, chains [][]*x509.Certificate) error { // want "CL701: the function literal checks certificates in VerifyPeerCertificate"
			if revoked[chains[0][0].SerialNumber.String()] {
				return errors.New("the certificate is revoked")
			}
			return nil
		},
	}}
}

// goodConnection is asked about each connection.
func (a *allowed) goodConnection(clients *x509.CertPool) *http.Server {
	return &http.Server{TLSConfig: &tls.Config{
		ClientAuth:       tls.RequireAndVerifyClientCert,
		ClientCAs:        clients,
		VerifyConnection: a.checkState,
	}}
}

// goodBoth checks again when a connection is resumed.
func (a *allowed) goodBoth(clients *x509.CertPool) *http.Server {
	return &http.Server{TLSConfig: &tls.Config{
		ClientAuth:            tls.RequireAndVerifyClientCert,
		ClientCAs:             clients,
		VerifyPeerCertificate: a.check,
		VerifyConnection:      a.checkState,
	}}
}

// goodWithoutTickets lets no client resume anything.
func (a *allowed) goodWithoutTickets(clients *x509.CertPool) *http.Server {
	config := base(clients)
	config.VerifyPeerCertificate = a.check
	config.SessionTicketsDisabled = true
	return &http.Server{TLSConfig: config}
}

// goodClientWithoutCache makes a full handshake each time.
func goodClientWithoutCache(a *allowed, address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{VerifyPeerCertificate: a.check})
}

// goodUnasked asks for no certificates, so the function is never called.
func goodUnasked(a *allowed, inner net.Listener) net.Listener {
	return tls.NewListener(inner, &tls.Config{VerifyPeerCertificate: a.check})
}

// goodOfCallers is given a configuration that may have everything.
func goodOfCallers(a *allowed, config *tls.Config, inner net.Listener) net.Listener {
	config = config.Clone()
	config.VerifyPeerCertificate = a.check
	return tls.NewListener(inner, config)
}

// goodEach makes a configuration for each connection: it has keys of its own for tickets.
func goodEach(a *allowed, clients *x509.CertPool, conn net.Conn) *tls.Conn {
	config := base(clients)
	config.VerifyPeerCertificate = a.check
	return tls.Server(conn, config)
}
