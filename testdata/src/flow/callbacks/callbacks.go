// Package callbacks hands functions to TLS. Each comment says what the engine sees in
// the one that looks at the certificates of a peer.
package callbacks

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"log"

	"example.test/flow/callbacks/checks"
)

func literal() *tls.Config {
	return &tls.Config{VerifyPeerCertificate: func([][]byte, [][]*x509.Certificate) error { return nil }} // want "always nil"
}

func acceptAll(certificates [][]byte, chains [][]*x509.Certificate) error {
	log.Printf("%d certificates", len(certificates))
	return nil
}

func named() *tls.Config {
	return &tls.Config{VerifyPeerCertificate: acceptAll} // want "always nil, reads certificates"
}

type client struct {
	roots *x509.CertPool
	pin   []byte
}

func (c *client) checkChain(certificates [][]byte, _ [][]*x509.Certificate) error {
	leaf, err := x509.ParseCertificate(certificates[0])
	if err != nil {
		return err
	}
	_, err = leaf.Verify(x509.VerifyOptions{Roots: c.roots, DNSName: "example.org"})
	return err
}

func (c *client) methodValue() *tls.Config {
	return &tls.Config{VerifyPeerCertificate: c.checkChain} // want "reads certificates, verifies"
}

func (c *client) throughAHelper() *tls.Config {
	return &tls.Config{
		VerifyPeerCertificate: func(certificates [][]byte, chains [][]*x509.Certificate) error { // want "reads certificates, verifies"
			return c.checkChain(certificates, chains)
		},
	}
}

func (c *client) pinned() func([][]byte, [][]*x509.Certificate) error {
	return func(certificates [][]byte, _ [][]*x509.Certificate) error {
		if !bytes.Equal(certificates[0], c.pin) {
			return errors.New("another certificate")
		}
		return nil
	}
}

func (c *client) madeByAFunction() *tls.Config {
	return &tls.Config{VerifyPeerCertificate: c.pinned()} // want "reads certificates"
}

// refused tells peers that nobody is expected, in two ways.
func (c *client) refused(certificates [][]byte, chains [][]*x509.Certificate) error {
	if len(certificates) == 0 {
		panic("no certificate")
	}
	return errors.New("nobody is expected")
}

func (c *client) refusing() *tls.Config {
	return &tls.Config{VerifyPeerCertificate: c.refused} // want "refuses everyone, reads certificates"
}

func laterWithoutVerification() *tls.Config {
	config := new(tls.Config)
	config.VerifyPeerCertificate = acceptAll // want "always nil, reads certificates"
	return config
}

func (c *client) pinnedKey() *tls.Config {
	return &tls.Config{
		VerifyPeerCertificate: func(certificates [][]byte, _ [][]*x509.Certificate) error { // want "reads certificates, looks at the key"
			leaf, err := x509.ParseCertificate(certificates[0])
			if err != nil {
				return err
			}
			return c.compare(leaf)
		},
	}
}

func (c *client) compare(leaf *x509.Certificate) error {
	if !bytes.Equal(leaf.RawSubjectPublicKeyInfo, c.pin) {
		return errors.New("another key")
	}
	return nil
}

func elsewhere() *tls.Config {
	return &tls.Config{
		VerifyPeerCertificate: func(certificates [][]byte, _ [][]*x509.Certificate) error { // want "reads certificates, calls unseen code"
			return checks.Some(certificates)
		},
	}
}

// FromCallers is given a function that is not in sight.
func FromCallers(check func([][]byte, [][]*x509.Certificate) error) *tls.Config {
	return &tls.Config{VerifyPeerCertificate: check}
}
