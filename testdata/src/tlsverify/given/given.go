// Package given has clients that are given a configuration, and have one of their own for
// callers who give none.
package given

import (
	"crypto/tls"
	"crypto/x509"
	"flag"
	"net"
	"net/http"
)

var insecure = flag.Bool("insecure-tls", false, "accept every certificate")

// Broker has settings.
type Broker struct {
	Address string
	TLS     *tls.Config
}

// The default verifies nobody, whatever the configurations of others do.
func badDefault(config *tls.Config) (*tls.Conn, error) {
	if config == nil {
		config = &tls.Config{InsecureSkipVerify: true} // want "CL701: InsecureSkipVerify turns off the verification of the certificate;"
	}
	return tls.Dial("tcp", "broker.internal:8883", config)
}

func badDefaultOfClient(b *Broker) *http.Client {
	config := b.TLS
	if config == nil {
		config = new(tls.Config)
		config.InsecureSkipVerify = true // want "CL701: InsecureSkipVerify turns off"
	}
	return &http.Client{Transport: &http.Transport{TLSClientConfig: config}}
}

func badCompletedLater(b *Broker, host string) (*tls.Conn, error) {
	var config *tls.Config
	if b.TLS != nil {
		config = b.TLS.Clone()
	} else {
		config = &tls.Config{InsecureSkipVerify: true} // want "CL701: InsecureSkipVerify turns off"
	}
	config.ServerName = host
	return tls.Dial("tcp", b.Address, config)
}

// What is verified after the choice is verified for both.
func goodVerifiedLater(config *tls.Config, roots *x509.CertPool) (*tls.Conn, error) {
	if config == nil {
		config = &tls.Config{InsecureSkipVerify: true}
	}
	config.VerifyConnection = func(state tls.ConnectionState) error {
		_, err := state.PeerCertificates[0].Verify(x509.VerifyOptions{Roots: roots, DNSName: "broker.internal"})
		return err
	}
	return tls.Dial("tcp", "broker.internal:8883", config)
}

func goodTurnedOnForBoth(config *tls.Config) (*tls.Conn, error) {
	if config == nil {
		config = &tls.Config{InsecureSkipVerify: true}
	}
	config.InsecureSkipVerify = false
	return tls.Dial("tcp", "broker.internal:8883", config)
}

func goodDefaultWithRoots(config *tls.Config, roots *x509.CertPool) (*tls.Conn, error) {
	if config == nil {
		config = &tls.Config{RootCAs: roots}
	}
	return tls.Dial("tcp", "broker.internal:8883", config)
}

// A server has nobody to verify by this field.
func goodServer(config *tls.Config) (net.Listener, error) {
	if config == nil {
		config = &tls.Config{InsecureSkipVerify: true}
	}
	return tls.Listen("tcp", ":8883", config)
}

// Here, the operator decides.
func badSetting(config *tls.Config) (*tls.Conn, error) {
	if *insecure {
		config = &tls.Config{InsecureSkipVerify: true} // want "CL701: a setting can turn off the verification"
	}
	return tls.Dial("tcp", "broker.internal:8883", config)
}
