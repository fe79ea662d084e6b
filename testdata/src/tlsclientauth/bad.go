package tlsclientauth

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"

	"example.test/tlsclientauth/policy"
)

func badAnyCertificate(certificate tls.Certificate) *http.Server {
	return &http.Server{TLSConfig: &tls.Config{
		Certificates: []tls.Certificate{certificate},
		ClientAuth:   tls.RequireAnyClientCert, // want "CL704: RequireAnyClientCert accepts every certificate, and nothing in this package verifies it; why: an attacker can create a certificate with any name and is accepted with it"
	}}
}

// badPoolIsNotLookedAt: the mode does not look at ClientCAs.
func badPoolIsNotLookedAt(certificate tls.Certificate, pool *x509.CertPool) (net.Listener, error) {
	config := &tls.Config{Certificates: []tls.Certificate{certificate}, ClientCAs: pool}
	config.ClientAuth = tls.RequireAnyClientCert // want "CL704: RequireAnyClientCert accepts every certificate"
	return tls.Listen("tcp", ":443", config)
}

func mode() tls.ClientAuthType { return tls.RequireAnyClientCert }

func badThroughAHelper(inner net.Listener, certificate tls.Certificate) net.Listener {
	return tls.NewListener(inner, &tls.Config{
		Certificates: []tls.Certificate{certificate},
		ClientAuth:   mode(), // want "CL704: RequireAnyClientCert accepts every certificate"
	})
}

func badOfAnotherPackage(inner net.Listener, certificate tls.Certificate) net.Listener {
	return tls.NewListener(inner, &tls.Config{
		Certificates: []tls.Certificate{certificate},
		ClientAuth:   tls.ClientAuthType(policy.Clients()), // want "CL704: RequireAnyClientCert accepts every certificate"
	})
}

// badWhereItIsAskedFor: who turns it on gets nothing for it.
func badWhereItIsAskedFor(server *http.Server, mutual bool) {
	server.TLSConfig = &tls.Config{}
	if mutual {
		server.TLSConfig.ClientAuth = tls.RequireAnyClientCert // want "CL704: RequireAnyClientCert accepts every certificate"
	}
}

func badCallbackAcceptsAll(certificate tls.Certificate) *http.Server {
	return &http.Server{TLSConfig: &tls.Config{
		Certificates:          []tls.Certificate{certificate},
		ClientAuth:            tls.RequireAnyClientCert, // want "CL704: RequireAnyClientCert accepts every certificate"
		VerifyPeerCertificate: func([][]byte, [][]*x509.Certificate) error { return nil },
	}}
}

func badNoPool(certificate tls.Certificate) *http.Server {
	return &http.Server{TLSConfig: &tls.Config{
		Certificates: []tls.Certificate{certificate},
		ClientAuth:   tls.RequireAndVerifyClientCert, // want "CL704: RequireAndVerifyClientCert without ClientCAs accepts the certificates of all authorities that the system trusts; why: an attacker who has a certificate from a public authority for any name is accepted; fix: put the authority of the clients into ClientCAs, or use tlsconf.MutualServer"
	}}
}

// badRootsOfClients are in the field that servers do not look at.
func badRootsOfClients(certificate tls.Certificate, pool *x509.CertPool) (net.Listener, error) {
	config := &tls.Config{
		Certificates: []tls.Certificate{certificate},
		RootCAs:      pool,
		ClientAuth:   tls.RequireAndVerifyClientCert, // want "CL704: .*all authorities that the system trusts: RootCAs is for clients only"
	}
	return tls.Listen("tcp", ":443", config)
}

func base(certificate tls.Certificate) *tls.Config {
	return &tls.Config{
		Certificates: []tls.Certificate{certificate},
		ClientAuth:   tls.VerifyClientCertIfGiven, // want "CL704: VerifyClientCertIfGiven without ClientCAs"
	}
}

func badNoPoolInAHelper(certificate tls.Certificate) *http.Server {
	return &http.Server{TLSConfig: base(certificate)}
}

// BadReturned may be used by a server that verifies.
func BadReturned(certificate tls.Certificate) *tls.Config {
	return &tls.Config{
		Certificates: []tls.Certificate{certificate},
		ClientAuth:   tls.RequireAnyClientCert, // want "CL704: RequireAnyClientCert accepts every certificate"
	}
}
