// Package tlsversion bounds the versions of TLS as programs do.
package tlsversion

import (
	"crypto/tls"
	"errors"
	"net/http"

	"example.test/tlsversion/settings"
)

func badLiteral(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{MinVersion: tls.VersionTLS10}) // want "CL702: MinVersion allows TLS 1.0; why: .*; fix: leave MinVersion out.*tlsconf.Client "
}

func badServer() *http.Server {
	return &http.Server{
		Addr: ":8443",
		TLSConfig: &tls.Config{
			MinVersion: tls.VersionTLS11, // want "CL702: MinVersion allows TLS 1.1.*tlsconf.Server "
		},
	}
}

func badNumber(config *tls.Config, address string) (*tls.Conn, error) {
	config = config.Clone()
	config.MinVersion = 0x0301 // want "CL702: MinVersion allows TLS 1.0"
	return tls.Dial("tcp", address, config)
}

const legacy = tls.VersionSSL30

func badConstant() *http.Transport {
	transport := &http.Transport{TLSClientConfig: &tls.Config{}}
	transport.TLSClientConfig.MinVersion = legacy // want "CL702: MinVersion allows SSL 3.0"
	return transport
}

func badMaximum(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{
		MinVersion: tls.VersionTLS10,
		MaxVersion: tls.VersionTLS11, // want "CL702: MaxVersion forbids everything newer than TLS 1.1"
	})
}

func lowest() uint16 { return tls.VersionTLS10 }

func badHelper(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{MinVersion: lowest()}) // want "CL702: MinVersion allows TLS 1.0"
}

func badOtherPackage(address string) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{MinVersion: settings.Lowest()}) // want "CL702: MinVersion allows TLS 1.1"
}

func badOnOneWay(address string, old bool) (*tls.Conn, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if old {
		config.MinVersion = tls.VersionTLS10 // want "CL702: MinVersion allows TLS 1.0"
	}
	return tls.Dial("tcp", address, config)
}

// A setting chooses the least version from a table, and old ones are in it.
func badLeastOfATable(name string) (*tls.Config, error) {
	version, known := versionsByName[name]
	if !known {
		return nil, errors.New("unknown version " + name)
	}
	return &tls.Config{MinVersion: version}, nil // want "CL702: a setting can make MinVersion allow TLS 1.[01]"
}

var versionsByName = map[string]uint16{"1.0": tls.VersionTLS10, "1.1": tls.VersionTLS11, "1.2": tls.VersionTLS12, "1.3": tls.VersionTLS13}
