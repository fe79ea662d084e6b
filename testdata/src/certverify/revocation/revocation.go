// Package revocation asks who is revoked, and believes everybody.
package revocation

import (
	"bytes"
	"crypto/x509"
	"errors"
	"io"
	"net/http"

	"golang.org/x/crypto/ocsp"

	"example.test/certverify/revocation/lists"
)

var errRevoked = errors.New("revoked")

func badResponse(server string, request []byte) error {
	answer, err := http.Post(server, "application/ocsp-request", bytes.NewReader(request))
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	response, err := ocsp.ParseResponse(body, nil) // want "CL707: .*ocsp.ParseResponse gets no issuer, so it does not check who signed the response; why: an attacker on the network can claim that a revoked certificate is good; fix: use ocsp.ParseResponseForCert with the certificate and its issuer"
	if err != nil {
		return err
	}
	if response.Status == ocsp.Revoked {
		return errRevoked
	}
	return nil
}

type checker struct{ issuer *x509.Certificate }

func badResponseInAHelper(body []byte) (int, error) {
	return statusOf(body, nil) // want "CL707: .*ocsp.ParseResponse.* gets no issuer"
}

func statusOf(body []byte, issuer *x509.Certificate) (int, error) {
	response, err := ocsp.ParseResponse(body, issuer)
	if err != nil {
		return ocsp.Unknown, err
	}
	return response.Status, nil
}

func badResponseOfAnotherPackage(leaf *x509.Certificate, body []byte) (int, error) {
	response, err := lists.Response(body, leaf, nil) // want "CL707: .*ocsp.ParseResponseForCert.* gets no issuer"
	if err != nil {
		return ocsp.Unknown, err
	}
	return response.Status, nil
}

func (c *checker) goodResponse(leaf *x509.Certificate, body []byte) (int, error) {
	response, err := ocsp.ParseResponseForCert(body, leaf, c.issuer)
	if err != nil {
		return ocsp.Unknown, err
	}
	return response.Status, nil
}

func fetch(address string) ([]byte, error) {
	answer, err := http.Get(address)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	return io.ReadAll(answer.Body)
}

func badList(leaf *x509.Certificate) (bool, error) {
	answer, err := http.Get(leaf.CRLDistributionPoints[0])
	if err != nil {
		return false, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return false, err
	}
	list, err := x509.ParseRevocationList(body) // want "CL707: nothing in this package checks the signature of the revocation list; why: an attacker on the network can send a list that omits the revoked certificate; fix: call RevocationList.CheckSignatureFrom with the certificate of the issuer"
	if err != nil {
		return false, err
	}
	for _, entry := range list.RevokedCertificateEntries {
		if entry.SerialNumber.Cmp(leaf.SerialNumber) == 0 {
			return true, nil
		}
	}
	return false, nil
}

func badListInAHelper(address string) (*x509.RevocationList, error) {
	body, err := fetch(address)
	if err != nil {
		return nil, err
	}
	return x509.ParseRevocationList(body) // want "CL707: nothing in this package checks the signature of the revocation list"
}

func badListOfAnotherPackage(address string) (int, error) {
	body, err := fetch(address)
	if err != nil {
		return 0, err
	}
	list, err := lists.Parse(body) // want "CL707: nothing in this package checks the signature of the revocation list"
	if err != nil {
		return 0, err
	}
	return len(list.RevokedCertificateEntries), nil
}

// goodOwnList is the authority's own, to which it adds.
func goodOwnList(der []byte) ([]x509.RevocationListEntry, error) {
	list, err := x509.ParseRevocationList(der)
	if err != nil {
		return nil, err
	}
	return list.RevokedCertificateEntries, nil
}
