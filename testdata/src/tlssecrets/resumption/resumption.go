// Package resumption has a configuration for each name that clients ask for. All of them use
// the keys for session tickets of the configuration that picks among them.
package resumption

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
)

// operators checks the certificates of those who may use the administration.
type operators struct{ serials map[string]bool }

func (o operators) check(_ [][]byte, chains [][]*x509.Certificate) error {
	if !o.serials[chains[0][0].SerialNumber.String()] {
		return errors.New("not an operator")
	}
	return nil
}

// badAdministration lets in any employee whose session began on another name.
func badAdministration(o operators, employees *x509.CertPool) *http.Server {
	base := &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: employees}
	base.GetConfigForClient = func(hello *tls.ClientHelloInfo) (*tls.Config, error) {
		if hello.ServerName != "admin.example.com" {
			return nil, nil
		}
		return &tls.Config{
			ClientAuth:            tls.RequireAndVerifyClientCert,
			ClientCAs:             employees,
			VerifyPeerCertificate: o.check, // want "CL705: a configuration that GetConfigForClient returns checks certificates in VerifyPeerCertificate, and accepts session tickets of the other configurations; why: an attacker who may connect by another .*; fix: check in VerifyConnection"
		}, nil
	}
	return &http.Server{TLSConfig: base}
}

type gateway struct {
	employees *x509.CertPool
	operators operators
}

func (g *gateway) choose(hello *tls.ClientHelloInfo) (*tls.Config, error) {
	config := g.forName(hello.ServerName)
	config.VerifyPeerCertificate = g.operators.check // want "CL705: a configuration that GetConfigForClient returns checks certificates"
	return config, nil
}

func (g *gateway) forName(string) *tls.Config {
	return &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: g.employees}
}

func (g *gateway) badMethod(inner net.Listener) net.Listener {
	return tls.NewListener(inner, &tls.Config{GetConfigForClient: g.choose})
}

func badClone(o operators, base *tls.Config, inner net.Listener) net.Listener {
	outer := &tls.Config{ClientAuth: tls.RequireAnyClientCert}
	strict := &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert}
	strict.VerifyPeerCertificate = o.check
	outer.GetConfigForClient = func(*tls.ClientHelloInfo) (*tls.Config, error) { return strict, nil } // want "CL705: a configuration that GetConfigForClient returns checks certificates"
	return tls.NewListener(inner, outer)
}

// goodWithoutTickets makes a full handshake for the administration.
func goodWithoutTickets(o operators, employees *x509.CertPool) *http.Server {
	base := &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: employees}
	base.GetConfigForClient = func(*tls.ClientHelloInfo) (*tls.Config, error) {
		return &tls.Config{
			ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: employees,
			VerifyPeerCertificate:  o.check,
			SessionTicketsDisabled: true,
		}, nil
	}
	return &http.Server{TLSConfig: base}
}

// goodKeys has keys of its own for the tickets of the administration.
func goodKeys(o operators, keys [][32]byte) *http.Server {
	base := &tls.Config{ClientAuth: tls.RequireAnyClientCert}
	base.GetConfigForClient = func(*tls.ClientHelloInfo) (*tls.Config, error) {
		config := &tls.Config{ClientAuth: tls.RequireAnyClientCert, VerifyPeerCertificate: o.check}
		config.SetSessionTicketKeys(keys)
		return config, nil
	}
	return &http.Server{TLSConfig: base}
}

// goodConnection is asked about resumed connections, too.
func goodConnection(o operators) *http.Server {
	base := &tls.Config{ClientAuth: tls.RequireAnyClientCert}
	base.GetConfigForClient = func(*tls.ClientHelloInfo) (*tls.Config, error) {
		return &tls.Config{
			ClientAuth: tls.RequireAnyClientCert,
			VerifyConnection: func(state tls.ConnectionState) error {
				return o.check(nil, [][]*x509.Certificate{state.PeerCertificates})
			},
		}, nil
	}
	return &http.Server{TLSConfig: base}
}

// goodCertificate picks a certificate, and checks nobody.
func goodCertificate(certificates map[string]tls.Certificate) *http.Server {
	base := &tls.Config{}
	base.GetConfigForClient = func(hello *tls.ClientHelloInfo) (*tls.Config, error) {
		return &tls.Config{Certificates: []tls.Certificate{certificates[hello.ServerName]}}, nil
	}
	return &http.Server{TLSConfig: base}
}
