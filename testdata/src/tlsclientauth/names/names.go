// Package names believes what certificates say.
package names

import (
	"crypto/tls"
	"net/http"
)

func badName(certificate tls.Certificate) *http.Server {
	return &http.Server{
		Handler: http.HandlerFunc(welcome),
		TLSConfig: &tls.Config{
			Certificates: []tls.Certificate{certificate},
			ClientAuth:   tls.RequestClientCert, // want "CL704: RequestClientCert accepts every certificate, and the name in it is used without verification"
		},
	}
}

func welcome(w http.ResponseWriter, r *http.Request) {
	if len(r.TLS.PeerCertificates) == 0 || r.TLS.PeerCertificates[0].Subject.CommonName != "admin" {
		http.Error(w, "no", http.StatusForbidden)
		return
	}
	w.Write([]byte("hello"))
}

// goodWithPool is verified before.
func goodWithPool(server *http.Server, config *tls.Config) {
	config = config.Clone()
	config.ClientAuth = tls.RequireAndVerifyClientCert
	server.TLSConfig = config
}
