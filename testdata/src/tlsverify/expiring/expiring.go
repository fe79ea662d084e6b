// Package expiring warns of certificates that end soon.
package expiring

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net/http"
	"time"
)

func ended(certificate *x509.Certificate) bool { return time.Now().After(certificate.NotAfter) }

func badUntil(url string) ([]byte, error) {
	transport := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}} // want "CL701: InsecureSkipVerify turns off the verification of the certificate"
	resp, err := (&http.Client{Transport: transport}).Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.TLS.PeerCertificates == nil || ended(resp.TLS.PeerCertificates[0]) {
		return nil, errors.New("the certificate has expired")
	}
	return io.ReadAll(resp.Body)
}
