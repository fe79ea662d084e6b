// Package verifications verifies certificates in place of crypto/tls. Each comment says what
// is accepted, and whether the peer sent the roots.
package verifications

import (
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"time"
)

func anyAuthority() *tls.Config {
	return &tls.Config{VerifyConnection: func(state tls.ConnectionState) error {
		_, err := state.PeerCertificates[0].Verify(x509.VerifyOptions{}) // want "^any authority$"
		return err
	}}
}

func anyName(roots *x509.CertPool) *tls.Config {
	return &tls.Config{VerifyConnection: func(state tls.ConnectionState) error {
		_, err := state.PeerCertificates[0].Verify(x509.VerifyOptions{Roots: roots}) // want "^any name$"
		return err
	}}
}

func anyUsage(roots *x509.CertPool) *tls.Config {
	options := x509.VerifyOptions{Roots: roots, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}}
	return &tls.Config{VerifyConnection: func(state tls.ConnectionState) error {
		return verify(state.PeerCertificates[0], options)
	}}
}

func verify(leaf *x509.Certificate, options x509.VerifyOptions) error {
	_, err := leaf.Verify(options) // want "^any usage$"
	return err
}

func oneName(roots *x509.CertPool, host string) *tls.Config {
	return &tls.Config{VerifyConnection: func(state tls.ConnectionState) error {
		_, err := state.PeerCertificates[0].Verify(x509.VerifyOptions{Roots: roots, DNSName: host}) // want "^some$"
		return err
	}}
}

func nameCompared(roots *x509.CertPool) *tls.Config {
	return &tls.Config{VerifyConnection: func(state tls.ConnectionState) error {
		leaf := state.PeerCertificates[0]
		if len(leaf.URIs) != 1 || leaf.URIs[0].Scheme != "spiffe" {
			return errors.New("not a workload")
		}
		_, err := leaf.Verify(x509.VerifyOptions{Roots: roots}) // want "^some$"
		return err
	}}
}

func rootsOfThePeer(host string) *tls.Config {
	return &tls.Config{VerifyConnection: func(state tls.ConnectionState) error {
		pool := x509.NewCertPool()
		for _, certificate := range state.PeerCertificates {
			pool.AddCert(certificate)
		}
		_, err := state.PeerCertificates[0].Verify(x509.VerifyOptions{Roots: pool, DNSName: host}) // want "^some, sent roots$"
		return err
	}}
}

func signed(authority *x509.Certificate) *tls.Config {
	return &tls.Config{VerifyConnection: func(state tls.ConnectionState) error {
		return state.PeerCertificates[0].CheckSignatureFrom(authority) // want "^signed$"
	}}
}

func signedAndInTime(authority *x509.Certificate) *tls.Config {
	return &tls.Config{VerifyConnection: func(state tls.ConnectionState) error {
		leaf := state.PeerCertificates[0]
		if time.Now().After(leaf.NotAfter) {
			return errors.New("expired")
		}
		return leaf.CheckSignatureFrom(authority)
	}}
}

func pinned(pin [32]byte) *tls.Config {
	return &tls.Config{VerifyConnection: func(state tls.ConnectionState) error { // want "^known$"
		if sha256.Sum256(state.PeerCertificates[0].Raw) != pin {
			return errors.New("another certificate")
		}
		return nil
	}}
}
