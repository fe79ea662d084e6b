package resumption

import (
	"crypto/tls"
	"net/http"
)

// badCopy changes a copy of the configuration that picks it.
func badCopy(o operators) *http.Server {
	base := &tls.Config{ClientAuth: tls.RequireAnyClientCert}
	base.GetConfigForClient = func(*tls.ClientHelloInfo) (*tls.Config, error) {
		strict := base.Clone()
		strict.VerifyPeerCertificate = o.check // want "CL705: a configuration that GetConfigForClient returns checks certificates"
		return strict, nil
	}
	return &http.Server{TLSConfig: base}
}

// goodCopyWithoutTickets makes a full handshake each time.
func goodCopyWithoutTickets(o operators) *http.Server {
	base := &tls.Config{ClientAuth: tls.RequireAnyClientCert, SessionTicketsDisabled: true}
	base.GetConfigForClient = func(*tls.ClientHelloInfo) (*tls.Config, error) {
		strict := base.Clone()
		strict.VerifyPeerCertificate = o.check
		return strict, nil
	}
	return &http.Server{TLSConfig: base}
}
