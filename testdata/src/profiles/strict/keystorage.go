package strict

import (
	"crypto/x509"

	old "golang.org/x/crypto/pkcs12"
	"software.sslmate.com/src/go-pkcs12"
)

func badOldPKCS12(key any, certificate *x509.Certificate, password string) ([]byte, error) {
	return pkcs12.LegacyRC2.Encode(key, certificate, nil, password) // want `CL606: pkcs12.LegacyRC2 writes PKCS #12 with the encryption from 1999`
}

func badOldDESOfPKCS12(key any, certificate *x509.Certificate, password string) ([]byte, error) {
	return pkcs12.LegacyDES.Encode(key, certificate, nil, password) // want `CL606: pkcs12.LegacyDES writes`
}

func badReadsOldPKCS12(file []byte, password string) (any, error) {
	key, _, err := old.Decode(file, password) // want `CL606: pkcs12.Decode reads PKCS #12`
	return key, err
}

func goodPKCS12(key any, certificate *x509.Certificate, password string) ([]byte, error) {
	return pkcs12.Modern.Encode(key, certificate, nil, password)
}

func goodReadsPKCS12(file []byte, password string) (any, error) {
	key, _, err := pkcs12.Decode(file, password)
	return key, err
}
