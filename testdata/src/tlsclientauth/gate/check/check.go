// Package check lets in whom it knows.
package check

import (
	"crypto/x509"
	"net/http"
)

// Clients verifies the certificates before next gets the request.
func Clients(roots *x509.CertPool, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		options := x509.VerifyOptions{Roots: roots, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}
		if _, err := r.TLS.PeerCertificates[0].Verify(options); err != nil {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}
