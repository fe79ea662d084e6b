// Package uploaded keeps certificates that people upload, and shows what is in them.
package uploaded

import (
	"crypto/x509"
	"fmt"
	"io"
	"net/http"
)

func goodShown(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	certificate, err := x509.ParseCertificate(body)
	if err != nil {
		http.Error(w, "not a certificate", http.StatusBadRequest)
		return
	}
	fmt.Fprintln(w, r.Header.Get("Accept"), certificate.Subject, certificate.NotAfter)
}
