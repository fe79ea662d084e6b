// Package headers lets people in by the certificate in a header.
package headers

import (
	"crypto/x509"
	"encoding/pem"
	"errors"
	"net/http"
	"net/url"

	"example.test/certverify/headers/certificates"
)

func badHeader(w http.ResponseWriter, r *http.Request) {
	text, err := url.QueryUnescape(r.Header.Get("X-SSL-Client-Cert"))
	if err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	block, _ := pem.Decode([]byte(text))
	certificate, err := x509.ParseCertificate(block.Bytes) // want "CL707: the name in a certificate from a header is used without verification; why: an attacker who bypasses the proxy can send a certificate with any name; fix: call Certificate.Verify with the authority of the clients in Roots, also after a proxy"
	if err != nil || certificate.Subject.CommonName != "operator" {
		http.Error(w, "forbidden", http.StatusForbidden)
		return
	}
	w.WriteHeader(http.StatusOK)
}

const clientCertificate = "X-Forwarded-Client-Cert"

type service struct{ users map[string]bool }

func (s *service) badHeaderInAHelper(r *http.Request) error {
	certificate, err := fromHeader(r.Header.Get(clientCertificate)) // want "CL707: the name in a certificate from a header"
	if err != nil {
		return err
	}
	if !s.users[certificate.EmailAddresses[0]] {
		return errors.New("unknown user")
	}
	return nil
}

func fromHeader(text string) (*x509.Certificate, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return nil, errors.New("no certificate")
	}
	return x509.ParseCertificate(block.Bytes)
}

func badHeaderOfAnotherPackage(r *http.Request) string {
	certificate, err := certificates.Parse(r.Header.Get("Ssl-Client-Cert")) // want "CL707: the name in a certificate from a header"
	if err != nil {
		return ""
	}
	return certificate.Subject.CommonName
}

// goodFile is not from a header.
func goodFile(text []byte) (string, error) {
	certificate, err := x509.ParseCertificate(text)
	if err != nil {
		return "", err
	}
	return certificate.Subject.CommonName, nil
}
