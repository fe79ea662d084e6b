// Package proxied verifies the certificate that a proxy hands on.
package proxied

import (
	"crypto/x509"
	"encoding/pem"
	"errors"
	"net/http"
	"net/url"
)

func goodVerified(r *http.Request, roots *x509.CertPool) (string, error) {
	text, err := url.QueryUnescape(r.Header.Get("X-SSL-Client-Cert"))
	if err != nil {
		return "", err
	}
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return "", errors.New("no certificate")
	}
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return "", err
	}
	options := x509.VerifyOptions{Roots: roots, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}
	if _, err := certificate.Verify(options); err != nil {
		return "", err
	}
	return certificate.Subject.CommonName, nil
}
