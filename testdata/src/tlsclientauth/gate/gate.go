// Package gate leaves the verification to another package.
package gate

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"

	"example.test/tlsclientauth/gate/check"
)

func goodVerifiedInAnotherPackage(certificate tls.Certificate, roots *x509.CertPool, next http.Handler) *http.Server {
	return &http.Server{
		Handler:   check.Clients(roots, next),
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{certificate}, ClientAuth: tls.RequireAnyClientCert},
	}
}
