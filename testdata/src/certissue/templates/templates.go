// Package templates makes templates of certificates for others.
package templates

import (
	"crypto/x509"
	"math/big"
	"time"

	"example.test/certissue/numbers"
)

// Server is the template of a server.
func Server(host string) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: big.NewInt(numbers.Serial),
		DNSNames:     []string{host},
		NotBefore:    time.Now(),
		NotAfter:     time.Now().AddDate(0, 3, 0),
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
}
