// Package expiry only looks at when a certificate expires, and counts what answers have.
package expiry

import (
	"errors"
	"net/http"
	"time"
)

func check(resp *http.Response) error {
	if resp.TLS.PeerCertificates == nil || len(resp.TLS.PeerCertificates) == 0 || time.Now().After(resp.TLS.PeerCertificates[0].NotAfter) {
		return errors.New("expired")
	}
	return nil
}
