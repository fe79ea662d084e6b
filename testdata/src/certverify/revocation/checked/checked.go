// Package checked looks at who signed what it is sent.
package checked

import (
	"crypto/x509"
	"errors"
	"io"
	"net/http"

	"golang.org/x/crypto/ocsp"
)

func goodList(leaf, issuer *x509.Certificate) (bool, error) {
	answer, err := http.Get(leaf.CRLDistributionPoints[0])
	if err != nil {
		return false, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return false, err
	}
	list, err := x509.ParseRevocationList(body)
	if err != nil {
		return false, err
	}
	if err := list.CheckSignatureFrom(issuer); err != nil {
		return false, err
	}
	for _, entry := range list.RevokedCertificateEntries {
		if entry.SerialNumber.Cmp(leaf.SerialNumber) == 0 {
			return true, nil
		}
	}
	return false, nil
}

// goodLater checks the signature when it knows the issuer.
func goodLater(body []byte, issuers map[string]*x509.Certificate) (int, error) {
	response, err := ocsp.ParseResponse(body, nil)
	if err != nil {
		return ocsp.Unknown, err
	}
	issuer := issuers[string(response.RawResponderName)]
	if issuer == nil {
		return ocsp.Unknown, errors.New("unknown issuer")
	}
	if err := response.CheckSignatureFrom(issuer); err != nil {
		return ocsp.Unknown, err
	}
	return response.Status, nil
}
