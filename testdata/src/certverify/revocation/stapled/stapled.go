// Package stapled keeps the response for the certificate of a server. Its clients check it.
package stapled

import (
	"crypto/tls"
	"time"

	"golang.org/x/crypto/ocsp"
)

func goodStaple(certificate *tls.Certificate, body []byte) (time.Time, error) {
	response, err := ocsp.ParseResponse(body, nil)
	if err != nil {
		return time.Time{}, err
	}
	if response.Status == ocsp.Good {
		certificate.OCSPStaple = body
	}
	return response.NextUpdate, nil
}
