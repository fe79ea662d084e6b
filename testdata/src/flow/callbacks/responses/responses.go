// Package responses checks who answered.
package responses // want "checks responses"

import (
	"crypto/x509"
	"errors"
	"net/http"
)

func check(resp *http.Response, known *x509.Certificate) error {
	if resp.TLS == nil || !resp.TLS.PeerCertificates[0].Equal(known) {
		return errors.New("somebody else")
	}
	return nil
}
