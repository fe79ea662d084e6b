// Package policy says how certificates are verified, for others.
package policy

import (
	"crypto/x509"
	"time"

	"example.test/certverify/moments"
)

// Frozen returns options for a moment in the past.
func Frozen(roots *x509.CertPool) x509.VerifyOptions {
	return x509.VerifyOptions{
		Roots:       roots,
		CurrentTime: time.Unix(moments.Release, 0), // want "CL707: CurrentTime is a constant"
	}
}

// Servers returns options for the servers of an authority.
func Servers(roots *x509.CertPool, host string) x509.VerifyOptions {
	return x509.VerifyOptions{Roots: roots, DNSName: host}
}

// Chain returns a pool of what a peer sent.
func Chain(certificates []*x509.Certificate) *x509.CertPool {
	pool := x509.NewCertPool()
	for _, certificate := range certificates {
		pool.AddCert(certificate)
	}
	return pool
}
