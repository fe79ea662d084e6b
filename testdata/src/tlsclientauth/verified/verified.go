// Package verified verifies after the handshake.
package verified

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
)

type server struct{ roots *x509.CertPool }

func (s *server) goodVerifiesInTheHandler(certificate tls.Certificate) *http.Server {
	return &http.Server{
		Handler: s,
		TLSConfig: &tls.Config{
			Certificates: []tls.Certificate{certificate},
			ClientAuth:   tls.RequireAnyClientCert,
		},
	}
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	options := x509.VerifyOptions{Roots: s.roots, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}
	if _, err := r.TLS.PeerCertificates[0].Verify(options); err != nil {
		http.Error(w, "no", http.StatusForbidden)
		return
	}
	w.Write([]byte(r.TLS.PeerCertificates[0].Subject.CommonName))
}

func (s *server) goodRequested(inner net.Listener) net.Listener {
	return tls.NewListener(inner, &tls.Config{ClientAuth: tls.RequestClientCert})
}
