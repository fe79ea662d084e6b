// Package issuing issues certificates for requests.
package issuing

import (
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io"
	"net/http"
	"time"

	"example.test/certverify/issuing/authority"
)

type issuer struct {
	certificate *x509.Certificate
	key         crypto.Signer
	request     *x509.CertificateRequest
}

func (i *issuer) badIssue(der []byte) ([]byte, error) {
	request, err := x509.ParseCertificateRequest(der)
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		Subject: request.Subject, DNSNames: request.DNSNames,
		NotBefore: time.Now(), NotAfter: time.Now().AddDate(0, 3, 0), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	return x509.CreateCertificate(rand.Reader, template, i.certificate, request.PublicKey, i.key) // want "CL707: a certificate is issued without checking the signature of the request; why: an attacker can get a certificate with their own name for someone else's key, and what that key signs is then attributed to them; fix: call CertificateRequest.CheckSignature, and return its error"
}

func (i *issuer) badIssueOfAField(body io.Reader) error {
	text, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return errors.New("no request")
	}
	i.request, err = x509.ParseCertificateRequest(block.Bytes)
	return err
}

func (i *issuer) badIssueKept(template *x509.Certificate) ([]byte, error) {
	return i.sign(template, i.request.PublicKey) // want "CL707: a certificate is issued without checking the signature of the request"
}

func (i *issuer) sign(template *x509.Certificate, key any) ([]byte, error) {
	return x509.CreateCertificate(rand.Reader, template, i.certificate, key, i.key)
}

func badIssueByAnotherPackage(w http.ResponseWriter, r *http.Request, a *authority.Authority) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	request, err := x509.ParseCertificateRequest(body)
	if err != nil {
		return
	}
	der, err := a.Issue(request.Subject.CommonName, request.PublicKey) // want "CL707: a certificate is issued without checking the signature of the request"
	if err != nil {
		return
	}
	w.Write(der)
}

// goodOwnKey issues for a key of its own.
func (i *issuer) goodOwnKey(template *x509.Certificate) ([]byte, error) {
	return x509.CreateCertificate(rand.Reader, template, i.certificate, i.key.Public(), i.key)
}
