// Package options verifies certificates with options. Each comment says what the engine
// sees of them.
package options

import (
	"crypto/tls"
	"crypto/x509"
)

func literal(roots *x509.CertPool) *tls.Config {
	return &tls.Config{VerifyPeerCertificate: func(certificates [][]byte, _ [][]*x509.Certificate) error {
		leaf, err := x509.ParseCertificate(certificates[0])
		if err != nil {
			return err
		}
		pool := x509.NewCertPool()
		pool.AddCert(leaf)
		_, err = leaf.Verify(x509.VerifyOptions{Roots: roots, Intermediates: pool}) // want `^Roots: others, Intermediates: parameter 0, DNSName: zero, KeyUsages: none$`
		return err
	}}
}

type checker struct{ host string }

func (c *checker) config() *tls.Config {
	return &tls.Config{VerifyConnection: c.check}
}

func (c *checker) check(state tls.ConnectionState) error {
	return verify(state.PeerCertificates[0], state.ServerName)
}

func verify(leaf *x509.Certificate, host string) error {
	options := x509.VerifyOptions{DNSName: host, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}
	options.Roots = nil
	_, err := leaf.Verify(options) // want `^Roots: zero, Intermediates: zero, DNSName: parameter 0, KeyUsages: 2$`
	return err
}

// outside is a function that is not in sight, or none.
func outside(check func(tls.ConnectionState) error) *tls.Config {
	return &tls.Config{VerifyConnection: check} // want `^not all in sight$`
}
