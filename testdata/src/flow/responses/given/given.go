// Package given makes clients for others, and checks what they hand to it.
package given

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net/http"
)

// Client returns a client whose responses go through Check.
func Client() *http.Client {
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{ServerName: "a"}}} // want "^identified$"
}

// Check refuses the responses of others.
func Check(resp *http.Response, known *x509.Certificate) error {
	if !resp.TLS.PeerCertificates[0].Equal(known) {
		return errors.New("somebody else")
	}
	return nil
}

// kept is not one of those that others get.
func kept(url string) ([]byte, error) {
	resp, err := (&http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{ServerName: "b"}}}).Get(url) // want "^anyone$"
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
