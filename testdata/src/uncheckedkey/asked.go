package uncheckedkey

import (
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
)

var errNoKey = errors.New("no key")

// goodAsked sees by the type that there is no key.
func goodAsked(der []byte) *rsa.PublicKey {
	parsed, _ := x509.ParsePKIXPublicKey(der)
	if key, ok := parsed.(*rsa.PublicKey); ok {
		return key
	}
	return nil
}

func goodAskedInSwitch(der []byte) (any, error) {
	parsed, _ := x509.ParsePKIXPublicKey(der)
	switch key := parsed.(type) {
	case *rsa.PublicKey:
		return key, nil
	case *ecdsa.PublicKey:
		return key, nil
	}
	return nil, errNoKey
}

// MustParse panics where there is no key.
func MustParse(der []byte) *rsa.PublicKey {
	parsed, _ := x509.ParsePKIXPublicKey(der) // want "CL609: the error of x509.ParsePKIXPublicKey is dropped"
	return parsed.(*rsa.PublicKey)
}

// goodRest sees by the rest that there is no PEM.
func goodRest(text string) (*x509.Certificate, error) {
	block, rest := pem.Decode([]byte(text))
	if len(rest) != 0 {
		return nil, errNoKey
	}
	return x509.ParseCertificate(block.Bytes)
}

// badRest goes on with the rest, and never looks at it.
func badRest(text []byte) (first, second []byte) {
	block, rest := pem.Decode(text)
	first = block.Bytes // want "CL609: "
	block, _ = pem.Decode(rest)
	if block != nil {
		second = block.Bytes
	}
	return first, second
}
